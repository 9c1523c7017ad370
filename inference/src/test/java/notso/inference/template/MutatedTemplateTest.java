package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Templates that are damaged at random are rendered, or refused with a sentence. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedTemplateTest {

    private static final int MUTATIONS = 5000;
    private static final List<String> PIECES =
            List.of(
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "{#",
                    "#}",
                    "-",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    "'",
                    "\"",
                    ",",
                    ".",
                    ":",
                    "|",
                    "~",
                    "=",
                    "\\",
                    "\n",
                    " ",
                    "0",
                    "-1",
                    "99999999999",
                    "1e9",
                    "if",
                    "else",
                    "endif",
                    "for",
                    "endfor",
                    "in",
                    "not",
                    "is",
                    "set",
                    "macro",
                    "endmacro",
                    "call",
                    "namespace",
                    "range(9)",
                    "loop",
                    "messages",
                    "tojson",
                    "\u0000",
                    "é",
                    "👩",
                    "{% set x %}",
                    "{% raw %}",
                    "* 1000000",
                    "** 99");

    @Test
    void mutatedTemplateIsRenderedOrRefused() {
        Random random = new Random(20_250_708);
        List<String> sources = sources();
        List<Conversation> conversations =
                new ArrayList<>(SampleConversations.all().values()).subList(0, 40);
        int rendered = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String source = mutated(sources.get(random.nextInt(sources.size())), random);
            Conversation conversation = conversations.get(random.nextInt(conversations.size()));
            try {
                ChatTemplate.parse(source).render(conversation);
                rendered++;
            } catch (EngineException e) {
                assertInstanceOf(Problem.BadTemplate.class, e.problem());
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("mutation " + i + " of this template:\n" + source, e);
            }
        }
        assertTrue(rendered > MUTATIONS / 20, "rendered only " + rendered);
        assertTrue(refused > MUTATIONS / 20, "refused only " + refused);
    }

    private static List<String> sources() {
        List<String> sources = new ArrayList<>(TemplateTable.common().keySet());
        sources.addAll(TemplateTable.extensions().keySet());
        // The large one comes as often as all small ones together.
        int small = sources.size();
        for (int i = 0; i < small; i++) {
            sources.add(SampleTemplate.SOURCE);
        }
        return sources;
    }

    private static String mutated(String source, Random random) {
        StringBuilder text = new StringBuilder(source);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.insert(at, text.substring(at, end));
                default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
            }
        }
        return text.toString();
    }

    @Test
    void undamagedTemplateUsesMostOfTheLanguage() {
        for (Map.Entry<String, Conversation> each : SampleConversations.all().entrySet()) {
            String text = ChatTemplate.parse(SampleTemplate.SOURCE).render(each.getValue()).text();
            assertTrue(text.startsWith("<|start|>system\n"), each.getKey());
            assertTrue(text.contains("08 July 2025"), each.getKey());
        }
    }
}
