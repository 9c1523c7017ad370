package notso.app.context;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.inference.Prompt;

import java.util.List;
import java.util.Optional;

/** Where a text that the application did not write itself can stand in a prompt. */
enum ForeignPlace {
    SYSTEM_PROMPT {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question("one"), text, false);
        }
    },
    SYSTEM_PROMPT_ALONE {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question("one"), "/system_override" + text, false);
        }
    },
    EARLIER_QUESTION {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question(text).reply("hm", "two").question("three"));
        }
    },
    EARLIER_ANSWER {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question("one").reply("hm", text).question("three"));
        }
    },
    EARLIER_REASONING {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            Said said = Said.start().question("one").reply(text, "two").question("three");
            return asked(writer, said, "", true);
        }
    },
    TOOL_RESULT {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            Answer answer =
                    Answer.EMPTY
                            .grown("", "Let me see.")
                            .with(new Answer.ToolUse("{}", false, Optional.of(text)));
            return asked(writer, Said.start().question("one").reply(answer).question("three"));
        }
    },
    QUESTION {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question(text));
        }
    },
    ATTACHMENT {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question("one", new Attachment("a.txt", text)));
        }
    },
    NAME_OF_ATTACHMENT {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return asked(writer, Said.start().question("one", new Attachment(text, "two")));
        }
    },
    ASIDE {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            List<Message> messages = Said.start().question("one").reply("hm", "two").messages();
            return writer.aside(messages, text, Said.STYLE);
        }
    },
    BEGUN_ANSWER {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return begun(writer, Answer.EMPTY.grown("hm", text));
        }
    },
    BEGUN_REASONING {
        @Override
        Prompt prompt(PromptWriter writer, String text) {
            return begun(writer, Answer.EMPTY.grown(text, ""));
        }
    };

    /** A conversation with the text at this place, as the model is told it. */
    abstract Prompt prompt(PromptWriter writer, String text);

    private static Prompt asked(PromptWriter writer, Said said) {
        return asked(writer, said, "", false);
    }

    private static Prompt asked(
            PromptWriter writer, Said said, String systemPrompt, boolean keepsReasoning) {
        return writer.question(
                said.messages(),
                new PromptStyle(systemPrompt, true, keepsReasoning, Said.STYLE.dated()));
    }

    private static Prompt begun(PromptWriter writer, Answer answer) {
        return writer.continuation(Said.start().question("one").messages(), answer, Said.STYLE);
    }
}
