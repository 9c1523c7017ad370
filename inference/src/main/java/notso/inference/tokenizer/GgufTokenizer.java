package notso.inference.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.gguf.GgufFile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The tokenizer that a GGUF file describes, without an engine: it gives the ids that llama.cpp
 * gives, for every text, or refuses the file. It works on many threads at once and waits for no
 * engine.
 *
 * <p>Opening takes a fraction of a second, and more the first time a vocabulary is seen; the model
 * file is not held open.
 */
public final class GgufTokenizer implements Tokenizer {

    private final SpecialTokens specialTokens;
    private final LiteralTokens literalTokens;
    private final Vocabulary vocabulary;
    private final PromptTokenizer prompts;
    private final HuggingFaceTokenizer djl;

    /** Held for reading while the native object is used, for writing while it is freed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private GgufTokenizer(
            Vocabulary vocabulary, LiteralTokens literalTokens, HuggingFaceTokenizer djl) {
        this.vocabulary = vocabulary;
        this.specialTokens = vocabulary.specialTokens();
        this.literalTokens = literalTokens;
        this.prompts = new PromptTokenizer(specialTokens, vocabulary.beginOfText(), this::ordinary);
        this.djl = djl;
    }

    /** Why there can be no such tokenizer on this machine, empty where there can. */
    public static Optional<String> whyUnavailable() {
        return DjlLibrary.whyMissing();
    }

    /**
     * @param cacheFolder where to keep what is slow to make; created where it is missing, done
     *     without where it cannot be written
     * @throws EngineException with {@link Problem.UnsupportedModel} if this tokenizer could not be
     *     exact for the file, with {@link Problem.EngineUnavailable} if there is none on this
     *     machine; then the engine's own tokenizer has to serve
     */
    public static GgufTokenizer open(Path model, Path cacheFolder) {
        begin(cacheFolder);
        try (GgufFile file = GgufFile.open(model)) {
            return open(file, cacheFolder);
        }
    }

    /** As {@link #open(Path, Path)}, with a file that is open already and may be closed after. */
    public static GgufTokenizer open(GgufFile model, Path cacheFolder) {
        TokenizerCache cache = begin(cacheFolder);
        Vocabulary vocabulary = Vocabulary.read(model);
        LiteralTokens literalTokens = vocabulary.literalTokens();
        List<byte[]> source = TokenizerJson.source(vocabulary);
        Optional<byte[]> cached = cache.read(source);
        byte[] json = cached.orElseGet(() -> TokenizerJson.of(vocabulary));
        GgufTokenizer tokenizer =
                new GgufTokenizer(vocabulary, literalTokens, load(vocabulary, json));
        if (cached.isEmpty()) {
            cache.write(source, json);
        }
        return tokenizer;
    }

    private static TokenizerCache begin(Path cacheFolder) {
        Optional<String> reason = whyUnavailable();
        if (reason.isPresent()) {
            throw new EngineException(unavailable(reason.get()));
        }
        TokenizerCache cache = new TokenizerCache(cacheFolder);
        DjlLibrary.loadSoon(cache);
        return cache;
    }

    private static HuggingFaceTokenizer load(Vocabulary vocabulary, byte[] json) {
        try {
            return DjlLibrary.load(json);
        } catch (LinkageError | ai.djl.engine.EngineException e) {
            throw new EngineException(
                    unavailable(
                            "its native library cannot be loaded (%s)".formatted(e.getMessage())),
                    e);
        } catch (RuntimeException e) {
            throw vocabulary.unsupported(
                    "its vocabulary is refused (%s)".formatted(e.getMessage()));
        }
    }

    @Override
    public int[] tokenize(Prompt prompt) {
        int[] ids = prompts.tokenize(prompt);
        for (int id : ids) {
            checked(id);
        }
        return ids;
    }

    /** How many ids a text of foreign origin adds to a prompt. */
    public int count(String text) {
        return prompts.continuation(Prompt.plain(text)).length;
    }

    /** The ids of text without special tokens. */
    private int[] ordinary(String text) {
        IdList ids = new IdList();
        for (SpecialTokens.Fragment fragment : literalTokens.split(wellFormed(text))) {
            switch (fragment) {
                case SpecialTokens.Fragment.Token(int id) -> ids.add(id);
                case SpecialTokens.Fragment.Text(String part) ->
                        TextPieces.of(part).forEach(piece -> encode(piece, ids));
            }
        }
        return ids.toArray();
    }

    private void encode(String text, IdList ids) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the tokenizer is closed");
            }
            for (long id : djl.encode(text, false, false).getIds()) {
                if (id < vocabulary.size()) {
                    ids.add((int) id);
                }
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * The text of ids, with the names of special tokens; bytes that form no character are U+FFFD.
     */
    public String decode(int... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            write(checked(id), bytes);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What one token adds to a text: often a part of a character. */
    public byte[] bytes(int id) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(checked(id), bytes);
        return bytes.toByteArray();
    }

    private void write(int id, ByteArrayOutputStream bytes) {
        String name = vocabulary.name(id);
        if (specialTokens.contains(id) || vocabulary.types()[id] != Vocabulary.NORMAL) {
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        } else {
            ByteAlphabet.decode(name, bytes);
        }
    }

    /** Number of token ids. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                djl.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private static Problem unavailable(String detail) {
        return new Problem.EngineUnavailable(
                "DJL tokenizer", detail, "use the tokenizer of the engine instead");
    }

    private int checked(int id) {
        if (id < 0 || id >= vocabulary.size()) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "token id",
                            String.valueOf(id),
                            "between 0 and " + (vocabulary.size() - 1)));
        }
        return id;
    }

    /** Half a surrogate pair becomes a question mark, as it does when a text is made UTF-8. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
