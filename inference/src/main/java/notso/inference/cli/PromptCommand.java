package notso.inference.cli;

import notso.inference.cli.console.Console;

@picocli.CommandLine.Command(name = "prompt")
final class PromptCommand implements Runnable {
    PromptCommand(Console c) {}

    public void run() {}
}
