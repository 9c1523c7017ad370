package notso.inference.cli;

import notso.inference.Prompt;

import java.nio.file.Path;
import java.util.List;

final class ChatPrompts {
    static ChatPrompts of(Path model, EngineArguments engine) {
        return new ChatPrompts();
    }

    Prompt prompt(List<Turn> turns, boolean thinking) {
        Prompt.Builder b = new Prompt.Builder();
        for (Turn t : turns)
            b.markup("<|im_start|>" + t.role() + "\n").plain(t.text()).markup("<|im_end|>\n");
        return b.markup("<|im_start|>assistant\n").build();
    }
}
