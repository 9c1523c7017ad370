package notso.app.conversation.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A disk that has room for so many more bytes. What does not fit is written in part. */
final class FailingDisk extends Disk {

    private long room = Long.MAX_VALUE;

    void setRoom(long bytes) {
        room = bytes;
    }

    @Override
    FileChannel open(Path file) throws IOException {
        return new Channel(super.open(file));
    }

    private final class Channel extends FileChannel {

        private final FileChannel channel;

        Channel(FileChannel channel) {
            this.channel = channel;
        }

        private ByteBuffer fitting(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int length = (int) Math.min(bytes.remaining(), room);
            room -= length;
            ByteBuffer fitting = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            return fitting;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(fitting(bytes));
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return channel.write(fitting(bytes), position);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return channel.read(bytes, offset, length);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return channel.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            return channel.position(position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
