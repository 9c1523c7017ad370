package notso.inference.smollm3;

import notso.inference.gguf.GgmlType;

import java.util.Arrays;
import java.util.Optional;

/**
 * Makes a row twice as long: behind the numbers of each head come as many zeros. No number changes
 * its value.
 */
sealed interface RowSpread {

    /**
     * @param wide twice as long as {@code row}; every byte of it is written
     */
    void spread(byte[] row, byte[] wide);

    /** The way for a storage type, empty where there is no exact one. */
    static Optional<RowSpread> of(GgmlType type, int headSize) {
        if (!AdaptableTypes.contains(type)) {
            return Optional.empty();
        }
        if (headSize % type.blockElements() == 0) {
            return Optional.of(
                    new WholeBlocks(headSize / type.blockElements() * type.blockBytes()));
        }
        return SuperBlockFormat.of(type)
                .filter(format -> format.splitsAt(headSize))
                .map(format -> new SplitBlocks(format, headSize));
    }

    /** Heads are a whole number of blocks: blocks move, zero bytes follow. */
    record WholeBlocks(int headBytes) implements RowSpread {

        @Override
        public void spread(byte[] row, byte[] wide) {
            Arrays.fill(wide, (byte) 0);
            for (int at = 0; at < row.length; at += headBytes) {
                System.arraycopy(row, at, wide, 2 * at, headBytes);
            }
        }
    }

    /**
     * Heads are smaller than a super-block: each super-block becomes two, which keep its factors
     * and take one half of its sub-blocks each.
     */
    record SplitBlocks(SuperBlockFormat format, int headSize) implements RowSpread {

        @Override
        public void spread(byte[] row, byte[] wide) {
            int blockBytes = format.blockBytes();
            SuperBlock whole = new SuperBlock(format.subBlockElements());
            SuperBlock half = new SuperBlock(format.subBlockElements());
            int target = 0;
            for (int at = 0; at < row.length; at += blockBytes) {
                format.read(row, at, whole);
                for (int first = 0; first < SuperBlock.ELEMENTS; first += SuperBlock.ELEMENTS / 2) {
                    half.silence(whole, format.zeroQuant());
                    takeHalf(whole, first, half);
                    format.write(half, wide, target);
                    target += blockBytes;
                }
            }
        }

        private void takeHalf(SuperBlock whole, int first, SuperBlock half) {
            int step = format.subBlockElements();
            for (int i = 0; i < SuperBlock.ELEMENTS / 2; i += step) {
                int head = i / headSize;
                half.take(whole, first + i, 2 * head * headSize + i % headSize);
            }
        }
    }
}
