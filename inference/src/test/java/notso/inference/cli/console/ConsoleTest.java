package notso.inference.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.cli.console.Console.Person;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void textIsUtf8AndFlushedAtOnce() {
        console().print("Grüße 🙂");
        assertEquals("Grüße 🙂", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onlyATerminalIsStyled() {
        console().printDim("quiet");
        console().status("Loading …");
        assertEquals("quiet", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        console(Person.READS_OUTPUT, Person.READS_ERRORS, Person.SEES_STYLES).printDim("quiet");
        assertEquals("quiet\033[2mquiet\033[0m", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void terminalWithoutStylesGetsNone() {
        console(Person.READS_OUTPUT, Person.READS_ERRORS).status("Loading …");
        console(Person.READS_OUTPUT, Person.READS_ERRORS).errorDim("quiet");
        assertEquals("quiet", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void outputThatNobodyReadsIsNoticed() {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        Console console = new Console(InputStream.nullInputStream(), broken, err, Set.of());
        assertThrows(OutputClosedException.class, () -> console.print("x"));
    }

    @Test
    void jsonIsOneLineInTheOrderGiven() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "a\"b\nc\u2028");
        members.put("count", 3L);
        members.put("flag", true);
        members.put("rate", 0.5);
        members.put("none", Double.NaN);
        members.put("list", List.of(1, "x", Map.of()));
        assertEquals(
                "{\"text\":\"a\\\"b\\nc\u2028\",\"count\":3,\"flag\":true,\"rate\":0.5,"
                        + "\"none\":null,\"list\":[1,\"x\",{}]}",
                JsonLine.of(members));
    }

    private Console console(Person... person) {
        return new Console(InputStream.nullInputStream(), out, err, Set.of(person));
    }
}
