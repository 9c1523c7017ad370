package notso.inference.cli;

import notso.inference.EngineException;
import notso.inference.Prompt;
import notso.inference.cli.console.Console;
import notso.inference.cli.console.TextSource;
import notso.inference.gguf.GgufFile;
import notso.inference.llamacpp.LlamaCppEngine;
import notso.inference.llamacpp.LlamaCppTokenizer;
import notso.inference.model.DataFolder;
import notso.inference.tokenizer.GgufTokenizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code notso tokenize}. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = "Prints the token ids of a text, separated by blanks, on one line.")
final class TokenizeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "The GGUF file with the vocabulary.")
    private Path model = Path.of("");

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "The text, in UTF-8; default: standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--special",
            description = "Take the names of special tokens, such as <|im_end|>, as those tokens.")
    private boolean special;

    TokenizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GgufFile.open(model).close();
        String text =
                file.map(path -> TextSource.file("text file", path))
                        .orElseGet(() -> TextSource.stream("standard input", console.in()));
        int[] ids = ids(special ? Prompt.markup(text) : Prompt.plain(text));
        console.printLine(
                Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        return ExitStatus.DONE;
    }

    private int[] ids(Prompt prompt) {
        try (GgufTokenizer tokenizer =
                GgufTokenizer.open(model, DataFolder.ofProcess().tokenizers())) {
            return tokenizer.tokenize(prompt);
        } catch (EngineException e) {
            return idsOfEngine(prompt, e);
        }
    }

    /** llama.cpp knows vocabularies that the tokenizer of this program does not. */
    private int[] idsOfEngine(Prompt prompt, EngineException refusal) {
        if (!LlamaCppEngine.isPresent()) {
            throw refusal;
        }
        try (LlamaCppTokenizer tokenizer = LlamaCppTokenizer.open(model)) {
            return tokenizer.tokenize(prompt);
        }
    }
}
