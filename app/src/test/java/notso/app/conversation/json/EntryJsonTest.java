package notso.app.conversation.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.SampleEntries;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

class EntryJsonTest {

    private static final Set<String> MAY_BE_MISSING =
            Set.of(
                    "parent",
                    "end",
                    "result",
                    "outcome",
                    "firstKept",
                    "seed",
                    "systemPrompt",
                    "sampling",
                    "thinking",
                    "model");

    static List<Entry> entries() {
        return SampleEntries.all();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsWrittenIsReadAgain(Entry entry) {
        String text = JsonText.write(EntryJson.write(entry));
        assertFalse(text.contains("\n"), text);
        String stored = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(new EntryReading.Known(entry), read(stored));
    }

    @Test
    void everyAlternativeIsAmongTheSamples() throws ReflectiveOperationException {
        Set<Object> seen = new HashSet<>();
        for (Entry entry : entries()) {
            collect(entry, seen);
        }
        Set<Class<?>> alternatives = new HashSet<>();
        collectAlternatives(Change.class, alternatives, new HashSet<>());
        assertTrue(alternatives.size() >= 18, "alternatives: " + alternatives);
        for (Class<?> alternative : alternatives) {
            assertTrue(seen.contains(alternative), "no sample of " + alternative);
        }
        for (Object value : List.copyOf(seen)) {
            if (value instanceof Enum<?> constant) {
                for (Object other : constant.getDeclaringClass().getEnumConstants()) {
                    assertTrue(seen.contains(other), "no sample of " + other);
                }
            }
        }
    }

    private static void collect(Object value, Set<Object> seen)
            throws ReflectiveOperationException {
        switch (value) {
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    collect(optional.get(), seen);
                }
            }
            case List<?> list -> {
                for (Object part : list) {
                    collect(part, seen);
                }
            }
            case Enum<?> constant -> seen.add(constant);
            case Record part -> {
                seen.add(part.getClass());
                for (RecordComponent component : part.getClass().getRecordComponents()) {
                    collect(component.getAccessor().invoke(part), seen);
                }
            }
            default -> {}
        }
    }

    /** The records that sealed interfaces permit, of all that a type is made of. */
    private static void collectAlternatives(
            Class<?> type, Set<Class<?>> alternatives, Set<Class<?>> visited) {
        if (!visited.add(type)) {
            return;
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                alternatives.add(permitted);
                collectAlternatives(permitted, alternatives, visited);
            }
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                collectAlternatives(component.getType(), alternatives, visited);
                String generic = component.getGenericType().getTypeName();
                Arrays.stream(generic.split("[<>]"))
                        .filter(name -> name.startsWith("notso."))
                        .forEach(name -> collectAlternatives(named(name), alternatives, visited));
            }
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Files of earlier days hold these lines: no change of the code may change what they mean. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'at':'2026-03-01T08:30:00Z','kind':'message','message':{'id':2,'parent':1,"
                        + "'created':'2026-03-01T08:30:00Z','role':'question','text':'hi',"
                        + "'attachments':[{'name':'a','text':'b'}]}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'message','message':{'id':2,"
                        + "'created':'2026-03-01T08:30:00Z','role':'reply','answer':{"
                        + "'reasoning':'r','text':'t','tools':[{'call':'c','python':true,"
                        + "'result':'x'}],'runs':[],'end':{'end':'interrupted'}}}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'run','reply':2,'recipe':{'engine':'e',"
                        + "'model':'m','modelHash':'h','templateHash':'t','sampling':{"
                        + "'temperature':0.6,'topK':0,'topP':0.95,'minP':0.0,"
                        + "'repetitionPenalty':1.0,'seed':7},'thinking':true,'systemPrompt':'s',"
                        + "'firstKept':1,'dated':'2026-03-01T08:30','contextLength':4096}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'grew','reply':2,'reasoning':'r','text':'t'}",
                "{'at':'2026-03-01T08:30:00Z','kind':'tool','reply':2,'use':{'call':'c',"
                        + "'python':false}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'outcome','reply':2,'outcome':{"
                        + "'reason':'END_OF_TURN','promptTokens':3,'reusedTokens':2,"
                        + "'generatedTokens':1,'promptNanos':4,'generationNanos':5,"
                        + "'firstTokenNanos':6,'thinkingNanos':7}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'ended','reply':2,'end':{'end':'finished',"
                        + "'reason':'CONTEXT_FULL'}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'ended','reply':2,'end':{'end':'failed',"
                        + "'sentence':'s'}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'shown','message':2}",
                "{'at':'2026-03-01T08:30:00Z','kind':'title','text':'t','source':'PERSON'}",
                "{'at':'2026-03-01T08:30:00Z','kind':'pinned','pinned':true}",
                "{'at':'2026-03-01T08:30:00Z','kind':'settings','settings':{'systemPrompt':'s',"
                        + "'thinking':false,'model':'m'}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'draft','draft':{'text':'d',"
                        + "'attachments':[]}}",
                "{'at':'2026-03-01T08:30:00Z','kind':'queue','queue':[{'number':1,'draft':{"
                        + "'text':'d','attachments':[]}}]}",
                "{'at':'2026-03-01T08:30:00Z','kind':'context','firstKept':2}",
            })
    void theFormatStaysAsItIs(String line) {
        String text = line.replace('\'', '"');
        EntryReading.Known known = assertInstanceOf(EntryReading.Known.class, read(text));
        assertEquals(text, JsonText.write(EntryJson.write(known.entry())));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aFieldThatIsMissingOrWrongIsMalformedAndNothingElse(Entry entry) {
        ObjectNode whole = EntryJson.write(entry);
        for (List<String> path : paths(whole, List.of())) {
            String name = path.getLast();
            ObjectNode without = EntryJson.write(entry);
            holder(without, path).remove(name);
            EntryReading reading = EntryJson.read(without);
            if (!MAY_BE_MISSING.contains(name)) {
                assertInstanceOf(EntryReading.Malformed.class, reading, path + " of " + whole);
            }
            for (JsonNode wrong : wrongFor(whole, path)) {
                ObjectNode changed = EntryJson.write(entry);
                holder(changed, path).set(name, wrong);
                assertInstanceOf(
                        EntryReading.Malformed.class, EntryJson.read(changed), changed.toString());
            }
        }
    }

    /** Only fields of objects, of which those within lists are left to the mutations. */
    private static List<List<String>> paths(ObjectNode object, List<String> above) {
        List<List<String>> paths = new ArrayList<>();
        object.properties()
                .forEach(
                        field -> {
                            List<String> path = new ArrayList<>(above);
                            path.add(field.getKey());
                            paths.add(path);
                            if (field.getValue() instanceof ObjectNode inner) {
                                paths.addAll(paths(inner, path));
                            }
                        });
        return paths;
    }

    private static ObjectNode holder(ObjectNode root, List<String> path) {
        ObjectNode holder = root;
        for (String name : path.subList(0, path.size() - 1)) {
            holder = (ObjectNode) holder.path(name);
        }
        return holder;
    }

    private static List<JsonNode> wrongFor(ObjectNode whole, List<String> path) {
        JsonNode right = holder(whole, path).path(path.getLast());
        JsonNodeFactory make = JsonNodeFactory.instance;
        return Stream.<JsonNode>of(
                        make.nullNode(),
                        make.objectNode(),
                        make.arrayNode().add(1),
                        make.booleanNode(true),
                        make.stringNode("0"),
                        make.numberNode(-1),
                        make.numberNode(1e300),
                        make.numberNode(Double.NaN),
                        make.numberNode(Double.POSITIVE_INFINITY),
                        make.numberNode(BigInteger.TWO.pow(2_000)))
                .filter(wrong -> wrong.getNodeType() != right.getNodeType() || right.isNumber())
                // An empty object is the right value of settings, and so is a negative number here.
                .filter(wrong -> !(path.getLast().equals("settings") && wrong.isObject()))
                .filter(wrong -> !(path.getLast().equals("number") && wrong.isInt()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 5.1",
        "temperature, -0.1",
        "topK, -1",
        "topK, 2147483648",
        "topK, 1.5",
        "topP, 0",
        "minP, 1.01",
        "repetitionPenalty, 1e999",
        "seed, 4294967295",
        "seed, -1",
    })
    void samplingOutOfRangeIsMalformed(String name, String value) {
        String settings =
                """
                {"temperature":0,"topK":0,"topP":1,"minP":0,"repetitionPenalty":1,"seed":0}\
                """;
        assertInstanceOf(EntryReading.Known.class, read(withSampling(settings)));
        String wrong = settings.replaceAll("\"" + name + "\":[0-9]+", "\"" + name + "\":" + value);
        assertInstanceOf(EntryReading.Malformed.class, read(withSampling(wrong)), wrong);
    }

    private static String withSampling(String sampling) {
        return "{\"at\":\"2026-03-01T08:30:00Z\",\"kind\":\"settings\",\"settings\":{\"sampling\":"
                + sampling
                + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-03-01",
                ""
            })
    void aTimeThatNoCalendarBearsIsMalformed(String time) {
        assertInstanceOf(
                EntryReading.Malformed.class,
                read("{\"at\":\"" + time + "\",\"kind\":\"pinned\",\"pinned\":true}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'kind':'danced','x':1; kind danced",
                "'kind':'title','text':'t','source':'DOG'; source DOG",
                "'kind':'ended','reply':2,'end':{'end':'paused'}; end paused",
                "'kind':'ended','reply':2,'end':{'end':'finished','reason':'BORED'}; reason BORED",
                "'kind':'message','message':{'id':1,'role':'tool'}; role tool",
            })
    void aKindOfALaterVersionIsUnknown(String fields, String what) {
        String text = "{'at':'2026-03-01T08:30:00Z'," + fields + "}";
        assertEquals(new EntryReading.Unknown(what), read(text.replace('\'', '"')));
    }

    @Test
    void fieldsOfALaterVersionAreNotLookedAt() {
        EntryReading reading =
                read(
                        """
                        {"colour":[{"a":null}],"at":"2026-03-01T08:30:00Z","kind":"pinned",\
                        "pinned":true,"size":1e400}\
                        """);
        EntryReading.Known known = assertInstanceOf(EntryReading.Known.class, reading);
        assertEquals(new Change.Pinned(true), known.entry().change());
    }

    @Test
    void textThatIsNoSingleObjectIsNone() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        List<String> texts =
                List.of(
                        "",
                        " ",
                        "null",
                        "[]",
                        "1",
                        "{",
                        "{}{}",
                        "{} x",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":NaN}",
                        "{\"a\":" + "1".repeat(1_000_000) + "}",
                        deep,
                        "[".repeat(1_000_000),
                        "\uD800",
                        "{\"a\":\"\n\"}");
        for (String text : texts) {
            assertEquals(
                    Optional.empty(),
                    JsonText.object(text),
                    text.substring(0, Math.min(40, text.length())));
        }
    }

    @Test
    void mutatedLinesHaveAnOutcomeAndNoException() {
        List<String> lines =
                entries().stream().map(entry -> JsonText.write(EntryJson.write(entry))).toList();
        Random random = new Random(3);
        String pieces = "{}[]\",:0-1e9.ntf\\u \u0000\uD800é";
        int known = 0;
        int other = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(lines.get(random.nextInt(lines.size())));
            for (int edits = random.nextInt(4); edits >= 0 && !text.isEmpty(); edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                    default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                }
            }
            if (read(text.toString()) instanceof EntryReading.Known) {
                known++;
            } else {
                other++;
            }
        }
        assertTrue(known > 100 && other > 100, known + " and " + other);
    }

    private static EntryReading read(String text) {
        return JsonText.object(text)
                .map(EntryJson::read)
                .orElseGet(() -> new EntryReading.Malformed("no object"));
    }
}
