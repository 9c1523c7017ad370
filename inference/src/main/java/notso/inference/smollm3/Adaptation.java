package notso.inference.smollm3;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.Problem;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufTensor;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufWriter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SmolLM3 told in the words of an older architecture: rewrites a {@code smollm3} model as {@code
 * llama}, moving weights and changing none.
 *
 * <p>Each head of size d becomes one of 2d, of which llama's rotary embedding turns the first half
 * and leaves the second still:
 *
 * <ul>
 *   <li>The base of the rotation is squared, so that pair i of 2d turns as pair i of d did; {@code
 *       rope_freqs} divides the angle of all further pairs by 10³⁰, which leaves nothing of it.
 *   <li>Query and key rows go to the first half in rotated layers and to the second in the others;
 *       zeros fill the rest, so each score is the same sum with zeros added.
 *   <li>Value rows go to the first half, and the columns of the output projection follow them.
 *   <li>Scores are divided by √2d instead of √d; the rotation's attention factor 2^¼, which scales
 *       queries and keys, makes up for it.
 * </ul>
 */
public final class Adaptation {

    /** Changes when the same source would give other bytes. */
    static final int VERSION = 1;

    private static final String TARGET = "llama";
    private static final double ATTENTION_FACTOR = Math.pow(2, 0.25);

    /** Divides an angle into nothing. */
    private static final float STILL = 1e30f;

    private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d{1,5})\\.([a-z_]+)\\.weight");
    private static final List<String> OUTSIDE_BLOCKS =
            List.of("token_embd.weight", "output_norm.weight", "output.weight");

    private final GgufFile source;
    private final AttentionShape shape;
    private final IntPredicate rotated;
    private final long size;

    /**
     * @param source stays open as long as this is used
     * @throws EngineException with {@link Problem.UnsupportedModel} where it cannot be done exactly
     */
    public Adaptation(GgufFile source) {
        this(source, SmolLm3::isRotated);
    }

    /**
     * With another choice of rotated layers than the model was trained with, to measure how much
     * the choice matters.
     */
    public Adaptation(GgufFile source, IntPredicate rotated) {
        this.source = source;
        this.shape = AttentionShape.of(source);
        this.rotated = rotated;
        requireTensors();
        this.size = plan(unmeasured()).size();
    }

    /** Bytes that the adapted file will take. */
    public long size() {
        return size;
    }

    /**
     * Writes the adapted file; until it is whole, {@code target} is not touched.
     *
     * @throws EngineException with {@link Problem.Cancelled}, {@link Problem.DiskFull}, {@link
     *     Problem.CannotWrite} or {@link Problem.FileUnreadable}
     */
    public void writeTo(Path target, LoadProgress.Listener progress, CancelSignal cancel) {
        writeTo(new WholeFile(target), progress, cancel);
    }

    void writeTo(WholeFile target, LoadProgress.Listener progress, CancelSignal cancel) {
        WorkMeter meter = new WorkMeter(size, progress, cancel);
        meter.add(0);
        target.write(size, source.path(), channel -> plan(new TensorCopy(meter)).writeTo(channel));
    }

    private static TensorCopy unmeasured() {
        return new TensorCopy(new WorkMeter(0, LoadProgress.Listener.NONE, new CancelSignal()));
    }

    private GgufWriter plan(TensorCopy copy) {
        GgufWriter writer = new GgufWriter();
        metadata(writer);
        for (GgufTensor tensor : source.tensors()) {
            add(writer, tensor, copy);
        }
        RopeFactors.addTo(writer, shape.headSize(), STILL);
        return writer;
    }

    private void metadata(GgufWriter writer) {
        for (Map.Entry<String, GgufValue> entry : source.metadata().values().entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(SmolLm3.ARCHITECTURE + ".")) {
                writer.metadata(TARGET + key.substring(key.indexOf('.')), entry.getValue());
            } else if (!key.startsWith(TARGET + ".")) {
                writer.metadata(key, entry.getValue());
            }
        }
        GgufValue wide = GgufValue.count(2L * shape.headSize());
        writer.metadata("general.architecture", GgufValue.of(TARGET))
                .metadata(TARGET + ".attention.key_length", wide)
                .metadata(TARGET + ".attention.value_length", wide)
                .metadata(TARGET + ".rope.dimension_count", wide)
                .metadata(
                        TARGET + ".rope.freq_base",
                        GgufValue.of((float) (shape.ropeBase() * shape.ropeBase())))
                .metadata(
                        TARGET + ".rope.scaling.attn_factor",
                        GgufValue.of((float) ATTENTION_FACTOR));
    }

    private void add(GgufWriter writer, GgufTensor tensor, TensorCopy copy) {
        Matcher block = BLOCK.matcher(tensor.name());
        if (!block.matches()) {
            if (!OUTSIDE_BLOCKS.contains(tensor.name())) {
                throw stranger(tensor);
            }
            keep(writer, tensor, copy);
            return;
        }
        int layer = Integer.parseInt(block.group(1));
        if (layer >= shape.layers()) {
            throw stranger(tensor);
        }
        switch (block.group(2)) {
            case "attn_q" -> rows(writer, tensor, shape.heads(), !rotated.test(layer), copy);
            case "attn_k" -> rows(writer, tensor, shape.kvHeads(), !rotated.test(layer), copy);
            case "attn_v" -> rows(writer, tensor, shape.kvHeads(), false, copy);
            case "attn_output" -> columns(writer, tensor, copy);
            case "attn_norm", "ffn_norm", "ffn_gate", "ffn_up", "ffn_down" ->
                    keep(writer, tensor, copy);
            default -> throw stranger(tensor);
        }
    }

    private void keep(GgufWriter writer, GgufTensor tensor, TensorCopy copy) {
        if (!AdaptableTypes.canBeCopied(tensor.type())) {
            throw wrongType(tensor);
        }
        writer.tensor(
                tensor.name(), tensor.type(), tensor.shape(), copy.whole(source.data(tensor)));
    }

    private void rows(
            GgufWriter writer, GgufTensor tensor, int heads, boolean zerosFirst, TensorCopy copy) {
        shape.require(source, tensor, shape.hidden(), (long) heads * shape.headSize());
        if (!AdaptableTypes.contains(tensor.type())) {
            throw wrongType(tensor);
        }
        writer.tensor(
                tensor.name(),
                tensor.type(),
                List.of(tensor.dimension(0), 2 * tensor.dimension(1)),
                copy.rows(source.data(tensor), tensor.rowBytes() * shape.headSize(), zerosFirst));
    }

    private void columns(GgufWriter writer, GgufTensor tensor, TensorCopy copy) {
        shape.require(source, tensor, (long) shape.heads() * shape.headSize(), shape.hidden());
        RowSpread spread =
                RowSpread.of(tensor.type(), shape.headSize()).orElseThrow(() -> wrongType(tensor));
        writer.tensor(
                tensor.name(),
                tensor.type(),
                List.of(2 * tensor.dimension(0), tensor.dimension(1)),
                copy.columns(source.data(tensor), spread, tensor.rowBytes()));
    }

    private void requireTensors() {
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (String part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                String name = "blk.%d.%s.weight".formatted(layer, part);
                if (source.tensor(name).isEmpty()) {
                    throw AttentionShape.unsupported(source, "it has no tensor " + name);
                }
            }
        }
    }

    private EngineException stranger(GgufTensor tensor) {
        return AttentionShape.unsupported(
                source, "it has a tensor %s beside the usual ones".formatted(tensor.name()));
    }

    private EngineException wrongType(GgufTensor tensor) {
        GgmlType type = tensor.type();
        return AttentionShape.unsupported(
                source,
                "its tensor %s is stored as %s with heads of %d"
                        .formatted(tensor.name(), type, shape.headSize()));
    }
}
