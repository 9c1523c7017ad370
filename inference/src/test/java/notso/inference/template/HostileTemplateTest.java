package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Templates that would take forever, all memory or all stack end in one sentence. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTemplateTest {

    /** In bytes; Java's own default is twice as much. */
    private static final long SMALL_STACK = 512 << 10;

    private static String loop(String body) {
        return "{% for a in range(1000) %}" + body + "{% endfor %}";
    }

    static Stream<Arguments> attacks() {
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("nested loops", loop(loop(loop(loop("x")))));
        attacks.put("huge range", "{{ range(10 ** 15) }}");
        attacks.put("range that never gets there", "{{ range(0, 1, 10 ** -300) }}");
        attacks.put("range that stands still", "{{ range(10 ** 17, 10 ** 18, 1) }}");
        attacks.put(
                "doubled text",
                "{% set ns = namespace(s='ab') %}" + loop("{% set ns.s = ns.s ~ ns.s %}"));
        attacks.put(
                "doubled list",
                "{% set ns = namespace(s=[1]) %}" + loop("{% set ns.s = ns.s + ns.s %}"));
        attacks.put("multiplied text", "{{ 'abc' * 10 ** 12 }}");
        attacks.put(
                "replaced text",
                "{% set ns = namespace(s='aa') %}"
                        + loop("{% set ns.s = ns.s.replace('a', 'aaaa') %}"));
        attacks.put(
                "joined text",
                "{% set ns = namespace(s='aa') %}" + loop("{% set ns.s = ns.s | join(ns.s) %}"));
        attacks.put(
                "formatted text",
                "{% set ns = namespace(s='{0}{0}') %}"
                        + loop("{% set ns.s = ns.s.format(ns.s) %}"));
        attacks.put("indented text", "{{ 'a\nb' | indent(10 ** 12) }}");
        attacks.put("indented JSON", "{{ [1] | tojson(indent=10 ** 12) }}");
        attacks.put(
                "kept texts",
                "{% set ns = namespace(l=[], s='x' * 1000000) %}"
                        + loop("{% do ns.l.append(ns.s ~ loop.index) %}"));
        attacks.put(
                "appended without end",
                "{% set d = [] %}" + loop(loop(loop("{% do d.append(d) %}"))));
        attacks.put("long output", loop(loop("x".repeat(1000))));
        attacks.put("endless macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
        attacks.put(
                "forked macro",
                "{% macro m(n) %}{{ m(n - 1) ~ m(n - 1) if n }}{% endmacro %}{{ m(60) }}");
        attacks.put(
                "macros that call each other",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a()"
                        + " }}");
        attacks.put(
                "caller that calls itself",
                "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}"
                        + "{% endcall %}{% endmacro %}{{ n() }}");
        attacks.put(
                "endless recursive loop",
                "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}");
        attacks.put("namespace in itself", "{% set n = namespace() %}{% set n.n = n %}{{ n }}");
        attacks.put(
                "namespace twice in itself",
                "{% set n = namespace() %}{% set n.a = n %}{% set n.b = n %}{{ n | tojson }}");
        attacks.put(
                "list in itself", "{% set l = [] %}{% do l.append(l) %}{{ {'l': l} | string }}");
        attacks.put(
                "deep list",
                "{% set ns = namespace(l=[]) %}" + loop("{% set ns.l = [ns.l] %}") + "{{ ns.l }}");
        attacks.put(
                "slow search",
                "{% set s = 'a' * 1000000 %}" + loop(loop("{{ (s[:500000] ~ 'b') in s }}")));
        attacks.put(
                "slow comparison",
                "{% set s = 'a' * 1000000 %}{% set t = s ~ '' %}" + loop(loop("{{ s == t }}")));
        attacks.put("slow unique", "{{ range(100000) | unique | length }}");
        attacks.put(
                "many characters of many runs", loop("{{ (messages[0].content ~ 'm') * 100000 }}"));
        attacks.put(
                "deep parentheses",
                "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}");
        attacks.put("deep lists", "{{ " + "[".repeat(100_000) + "]".repeat(100_000) + " }}");
        attacks.put(
                "deep dicts", "{{ " + "{'a':".repeat(100_000) + "1" + "}".repeat(100_000) + " }}");
        attacks.put("deep ifs", "{% if 1 %}".repeat(50_000) + "{% endif %}".repeat(50_000));
        attacks.put("many nots", "{{ " + "not ".repeat(100_000) + "1 }}");
        attacks.put("many signs", "{{ " + "- ".repeat(100_000) + "1 }}");
        attacks.put("many elses", "{{ " + "1 if 0 else ".repeat(50_000) + "1 }}");
        attacks.put("long sum", "{{ 1" + " + 1".repeat(100_000) + " }}");
        attacks.put("long path", "{{ a" + ".a".repeat(100_000) + " }}");
        attacks.put("many calls", "{{ a" + "()".repeat(100_000) + " }}");
        attacks.put("many filters", "{{ a" + "|safe".repeat(100_000) + " }}");
        attacks.put("many tests", "{{ a" + " is none".repeat(100_000) + " }}");
        attacks.put(
                "deep sums in deep lists",
                "{{ [1"
                        + " + 1".repeat(150)
                        + " + "
                        + ("(1" + " + 1".repeat(150) + " + ").repeat(60)
                        + "1"
                        + ")".repeat(60)
                        + "] }}");
        attacks.put("ten megabytes of text", "x".repeat(10 << 20));
        attacks.put("ten megabytes of tags", "{{x}}".repeat(2 << 20));
        attacks.put(
                "refusal", "{{ raise_exception('Not\nlike \u001b[31mthis, ' ~ 'please' * 1000) }}");
        return attacks.entrySet().stream()
                .map(attack -> Arguments.of(attack.getKey(), attack.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attackIsOneSentence(String name, String source) throws InterruptedException {
        EngineException failure = failureOnSmallStack(source);
        assertInstanceOf(Problem.BadTemplate.class, failure.problem());
        assertTrue(failure.getMessage().length() < 400, failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }

    private static EngineException failureOnSmallStack(String source) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        onSmallStack(() -> failure.set(assertThrows(Throwable.class, () -> render(source))));
        return assertInstanceOf(EngineException.class, failure.get());
    }

    private static void onSmallStack(Runnable work) throws InterruptedException {
        Thread thread = new Thread(null, work, "small stack", SMALL_STACK);
        thread.start();
        thread.join();
    }

    private static Prompt render(String source) {
        return ChatTemplate.parse(source).render(TemplateTable.conversation());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("{{ a", "a tag is not closed near “{{ a”"),
                Arguments.of("{{ 'a }}", "a string is not closed near “'a }}”"),
                Arguments.of("{# a", "a comment is not closed near “{# a”"),
                Arguments.of("{% if a %}b", "'endif' is missing"),
                Arguments.of("{% for a in b %}c", "'endfor' is missing"),
                Arguments.of("{% endif %}", "it uses the statement 'endif' that is not known here"),
                Arguments.of(
                        "{% include 'x' %}",
                        "it uses the statement 'include' that is not known here"),
                Arguments.of("{{ 1 + }}", "expected a value near “}}”"),
                Arguments.of("{{ a ? b }}", "the character '?' is unexpected near “? b }}”"),
                Arguments.of("{% set 1 = 2 %}", "this cannot be assigned to near “= 2 %}”"),
                Arguments.of("{{ nope() }}", "it calls a value of type undefined value"),
                Arguments.of("{{ nope + 1 }}", "it applies '+' to an undefined value"),
                Arguments.of("{{ 1 + [] }}", "it applies '+' to a number and a list"),
                Arguments.of(
                        "{{ 1 | nope }}", "it applies the filter 'nope' to a value of type number"),
                Arguments.of("{{ 1 is nope }}", "it uses the test 'nope' that is not known here"),
                Arguments.of(
                        "{% for a in 1 %}{% endfor %}", "it loops over a value of type number"),
                Arguments.of("{% for a, b in [[1]] %}{% endfor %}", "it takes a list apart into 2"),
                Arguments.of(
                        "{% set a.b = 1 %}", "it sets 'b' of something other than a namespace"),
                Arguments.of(
                        "{% macro m() %}{% endmacro %}{{ m(1) }}",
                        "it calls the macro 'm' with an argument that it does not take"),
                Arguments.of("{% break %}", "it breaks or continues outside of a loop"),
                Arguments.of(
                        "{{ raise_exception('No tools!') }}",
                        "it refuses this conversation with “No tools!”"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void faultIsNamed(String source, String clause) {
        EngineException failure = assertThrows(EngineException.class, () -> render(source));
        assertEquals(new Problem.BadTemplate(clause), failure.problem());
    }

    @Test
    void deepestAllowedTemplateNeedsLittleStack() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        String source = "{{ " + "(".repeat(28) + "'x'" + ")".repeat(28) + " }}";
        onSmallStack(() -> text.append(render(source).text()));
        assertEquals("x", text.toString());
    }
}
