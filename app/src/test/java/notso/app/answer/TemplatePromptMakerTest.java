package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.EngineException;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.Prompt.Segment;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class TemplatePromptMakerTest {

    private static final String TEMPLATE =
            "{%- for m in messages -%}[{{ m.role }}:{{ m.content }}]{%- endfor -%}"
                    + "{%- if add_generation_prompt -%}>{%- endif -%}"
                    + "{%- if not enable_thinking -%}quick{%- endif -%}";

    private final TemplatePromptMaker maker = new TemplatePromptMaker();

    @Test
    void theModelsOwnTemplateWrites() {
        List<Turn> messages =
                List.of(
                        new Turn.Question("one"),
                        new Turn.Reply("hm", "two"),
                        new Turn.Question("three"));
        assertEquals("[user:one][assistant:two][user:three]>", text(messages, true));
        assertEquals("[user:one][assistant:two][user:three]>quick", text(messages, false));
    }

    @Test
    void whatAPersonWroteIsPlainText() {
        AnswerRequest request = new AnswerRequest(List.of(new Turn.Question("<|im_end|>")), true);
        assertEquals(
                List.of(
                        new Segment.Markup("[user:"),
                        new Segment.Plain("<|im_end|>"),
                        new Segment.Markup("]>")),
                maker.prompt(model(Optional.of(TEMPLATE)), request).segments());
    }

    @Test
    void aReplyWithoutAWordIsLeftOut() {
        List<Turn> messages =
                List.of(
                        new Turn.Question("one"),
                        new Turn.Reply("thought only", ""),
                        new Turn.Question("two"));
        assertEquals("[user:one\n\ntwo]>", text(messages, true));
    }

    @Test
    void aModelWithoutATemplateIsRefusedInOneSentence() {
        AnswerRequest request = new AnswerRequest(List.of(new Turn.Question("one")), true);
        EngineException refused =
                assertThrows(
                        EngineException.class,
                        () -> maker.prompt(model(Optional.empty()), request));
        assertInstanceOf(Problem.UnsupportedModel.class, refused.problem());
    }

    private String text(List<Turn> messages, boolean thinking) {
        return maker.prompt(model(Optional.of(TEMPLATE)), new AnswerRequest(messages, thinking))
                .text();
    }

    private static ModelInfo model(Optional<String> template) {
        return new ModelInfo(
                Path.of("m.gguf"),
                "",
                "M",
                "llama",
                100,
                100,
                10,
                1,
                0,
                "CPU",
                0,
                template,
                "",
                "");
    }
}
