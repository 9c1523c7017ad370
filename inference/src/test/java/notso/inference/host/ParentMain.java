package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.ModelOptions;
import notso.inference.Prompt;

import java.nio.file.Path;

/** An application that starts a host, prints its process id, and generates until it is killed. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] args) {
        HostCommand command =
                HostCommand.of("slow", Path.of(args[0]))
                        .withMainClass(TestHostMain.class.getName());
        try (HostedEngine engine = new HostedEngine(command)) {
            HostedModel model =
                    engine.load(
                            ModelOptions.of(Path.of("demo")),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            System.out.println(model.process().pid());
            model.generate(
                    GenerationRequest.of(Prompt.plain("go")).withEndsTurns(false),
                    event -> {},
                    new CancelSignal());
        }
    }
}
