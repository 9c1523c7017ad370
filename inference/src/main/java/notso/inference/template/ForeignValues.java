package notso.inference.template;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON as values of a template, all texts and names in it marked as foreign. */
final class ForeignValues {

    private static final int DEEPEST = 150;

    /** ECMAScript keeps names that are array indices, up to 2^32 - 2, before all others. */
    private static final long LARGEST_INDEX = (1L << 32) - 2;

    private ForeignValues() {}

    static Value of(JsonNode node) {
        return of(node, 0);
    }

    static Dict of(ObjectNode node) {
        return dict(node, 0);
    }

    private static Value of(JsonNode node, int level) {
        if (level > DEEPEST) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "conversation",
                            "JSON of more than " + DEEPEST + " levels",
                            "less deeply nested"));
        }
        return switch (node.getNodeType()) {
            case STRING -> Text.foreign(node.stringValue());
            case NUMBER -> number(node.doubleValue());
            case BOOLEAN -> Value.of(node.booleanValue());
            case NULL -> Value.NONE;
            case ARRAY -> list(node, level);
            case OBJECT -> dict((ObjectNode) node, level);
            case MISSING, BINARY, POJO -> Value.UNDEFINED;
        };
    }

    /** ECMAScript knows no difference between 1 and 1.0. */
    private static Value number(double number) {
        return number == Math.rint(number) ? new Value.Int(number) : new Value.Decimal(number);
    }

    private static Value list(JsonNode node, int level) {
        List<Value> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            items.add(of(item, level + 1));
        }
        return Sequence.list(items);
    }

    private static Dict dict(ObjectNode node, int level) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        fields.sort(Comparator.comparingLong(field -> indexOrLast(field.getKey())));
        Dict dict = new Dict();
        for (Map.Entry<String, JsonNode> field : fields) {
            dict.put(Text.foreign(field.getKey()), of(field.getValue(), level + 1));
        }
        return dict;
    }

    private static long indexOrLast(String name) {
        if (!name.matches("0|[1-9][0-9]{0,9}")) {
            return Long.MAX_VALUE;
        }
        long index = Long.parseLong(name);
        return index <= LARGEST_INDEX ? index : Long.MAX_VALUE;
    }
}
