package notso.inference.tokenizer;

import notso.inference.EngineException;
import notso.inference.Problem;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Integer> ids = new HashMap<>();

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

    /** All that the text depends on: equal for two vocabularies only if their texts are equal. */
    static List<byte[]> source(Vocabulary vocabulary) {
        byte[] tokens = vocabulary.source().bytes();
        String head = "%d %d %s\n".formatted(VERSION, tokens.length, vocabulary.preTokenizer());
        return List.of(head.getBytes(StandardCharsets.UTF_8), tokens, vocabulary.merges().bytes());
    }

    private void write(JsonGenerator json) {
        collectTokens();
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

    /** A token that is not spelled in the alphabet can never come out of a text: it is left out. */
    private void collectTokens() {
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
                ids.put(name, id);
            }
        }
        for (int b = 0; b < ByteAlphabet.SIZE; b++) {
            ids.putIfAbsent(String.valueOf(ByteAlphabet.character(b)), vocabulary.size() + b);
        }
    }

    /** In the order of their characters: the library sorts them, and is quicker when they are. */
    private void writeTokens(JsonGenerator json) {
        String[] names = ids.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            json.writeNumberProperty(name, ids.get(name));
        }
    }

    private void writeMerges(JsonGenerator json) {
        MergeRules rules = new MergeRules(ids);
        TextTable merges = vocabulary.merges().read();
        for (int i = 0; i < merges.size(); i++) {
            try {
                rules.add(merges.text(i));
            } catch (MergeRules.UnknownTokenException _) {
                throw vocabulary.unsupported(
                        "its merge rule %d is about a token that its vocabulary lacks"
                                .formatted(i));
            }
        }
        rules.live().forEach(json::writeString);
    }

    private EngineException malformed(String detail, int id) {
        return new EngineException(
                new Problem.MalformedModel(vocabulary.path(), detail.formatted(id)));
    }
}
