package notso.inference.tokenizer;

import notso.inference.EngineException;
import notso.inference.Problem;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a vocabulary as the {@code tokenizer.json} of the Hugging Face tokenizers.
 *
 * <p>The library drops a character that is no token, and then merges its neighbours; llama.cpp
 * drops it after merging. So every character of the alphabet that is no token gets an id behind the
 * vocabulary's own, and whoever reads the result leaves those ids out.
 */
final class TokenizerJson {

    /** To be raised when the same vocabulary is written differently than before. */
    static final int VERSION = 1;

    private final Vocabulary vocabulary;
    private final Set<String> names = new HashSet<>();

    private TokenizerJson(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * @throws EngineException with {@link Problem.UnsupportedModel} or {@link
     *     Problem.MalformedModel} where the vocabulary contradicts itself
     */
    static byte[] of(Vocabulary vocabulary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        try (JsonGenerator json =
                new JsonFactory()
                        .createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new TokenizerJson(vocabulary).write(json);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("version", "1.0");
        json.writeNullProperty("truncation");
        json.writeNullProperty("padding");
        json.writeArrayPropertyStart("added_tokens");
        json.writeEndArray();
        json.writeNullProperty("normalizer");
        json.writeName("pre_tokenizer");
        writePreTokenizer(json);
        json.writeNullProperty("post_processor");
        json.writeNullProperty("decoder");
        json.writeObjectPropertyStart("model");
        json.writeStringProperty("type", "BPE");
        json.writeNullProperty("dropout");
        json.writeNullProperty("unk_token");
        json.writeNullProperty("continuing_subword_prefix");
        json.writeNullProperty("end_of_word_suffix");
        json.writeBooleanProperty("fuse_unk", false);
        json.writeBooleanProperty("byte_fallback", false);
        json.writeBooleanProperty("ignore_merges", vocabulary.preTokenizer().ignoresMerges());
        json.writeObjectPropertyStart("vocab");
        writeTokens(json);
        json.writeEndObject();
        json.writeArrayPropertyStart("merges");
        writeMerges(json);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writePreTokenizer(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", "Sequence");
        json.writeArrayPropertyStart("pretokenizers");
        for (String pattern : vocabulary.preTokenizer().patterns()) {
            json.writeStartObject();
            json.writeStringProperty("type", "Split");
            json.writeObjectPropertyStart("pattern");
            json.writeStringProperty("Regex", pattern);
            json.writeEndObject();
            json.writeStringProperty("behavior", "Isolated");
            json.writeBooleanProperty("invert", false);
            json.writeEndObject();
        }
        json.writeStartObject();
        json.writeStringProperty("type", "ByteLevel");
        json.writeBooleanProperty("add_prefix_space", false);
        json.writeBooleanProperty("trim_offsets", false);
        json.writeBooleanProperty("use_regex", false);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Tokens that are not spelled in the alphabet can never come out of a text and are left out.
     */
    private void writeTokens(JsonGenerator json) {
        TextTable tokens = vocabulary.tokens();
        Set<String> identities = HashSet.newHashSet(vocabulary.size());
        for (int id = 0; id < vocabulary.size(); id++) {
            String name = vocabulary.name(id);
            if (!identities.add(tokens.length(id) == 0 ? name : tokens.identity(id))) {
                throw malformed("its vocabulary contains a token twice, the second time as %d", id);
            }
            if (tokens.length(id) == 1 && tokens.firstByte(id) > Byte.MAX_VALUE) {
                throw malformed("its token %d is a part of a character", id);
            }
            if (ByteAlphabet.spells(name)) {
                names.add(name);
                json.writeNumberProperty(name, id);
            }
        }
        for (int b = 0; b < ByteAlphabet.SIZE; b++) {
            String name = String.valueOf(ByteAlphabet.character(b));
            if (names.add(name)) {
                json.writeNumberProperty(name, vocabulary.size() + b);
            }
        }
    }

    /** The first of two equal rules counts; a rule for what no text contains is left out. */
    private void writeMerges(JsonGenerator json) {
        TextTable merges = vocabulary.merges();
        Set<String> written = HashSet.newHashSet(merges.size());
        for (int i = 0; i < merges.size(); i++) {
            String merge = merges.text(i);
            int space = merge.indexOf(' ', 1);
            if (space < 0 || space == merge.length() - 1) {
                continue;
            }
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            if (!ByteAlphabet.spells(left) || !ByteAlphabet.spells(right)) {
                continue;
            }
            if (!names.contains(left) || !names.contains(right) || !names.contains(left + right)) {
                throw vocabulary.unsupported(
                        "its merge rule %d is about a token that its vocabulary lacks"
                                .formatted(i));
            }
            if (written.add(merge)) {
                json.writeString(merge);
            }
        }
    }

    private EngineException malformed(String detail, int id) {
        return new EngineException(
                new Problem.MalformedModel(vocabulary.path(), detail.formatted(id)));
    }
}
