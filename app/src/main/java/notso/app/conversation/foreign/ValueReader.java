package notso.app.conversation.foreign;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes values of bounded size and depth from a stream, for one conversation. What is too large is
 * passed over and stands as a missing node.
 */
public final class ValueReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Losses losses;
    private long spent;
    private long allowed;
    private boolean mendsText;

    public ValueReader(JsonParser parser, Losses losses) {
        this.parser = parser;
        this.losses = losses;
    }

    /** The value at which the parser stands; it stands at its end afterwards. */
    public JsonNode read() {
        mendsText = true;
        allowed = Math.min(spent + Limits.LONGEST_VALUE, Limits.LONGEST_CONVERSATION);
        return value(0);
    }

    /** One of an own export: it may be longer, and half surrogate pairs stay as they are. */
    public JsonNode readAsWritten() {
        mendsText = false;
        allowed = Math.min(spent + Limits.LONGEST_OWN_VALUE, Limits.LONGEST_OWN_SESSION);
        return value(0);
    }

    private JsonNode value(int depth) {
        JsonToken token = parser.currentToken();
        if (!pays(token)) {
            losses.add(Loss.TOO_LONG);
            parser.skipChildren();
            return MissingNode.getInstance();
        }
        if (depth == Limits.DEEPEST_VALUE && token.isStructStart()) {
            losses.add(Loss.TOO_DEEP);
            parser.skipChildren();
            return MissingNode.getInstance();
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> NODES.stringNode(mendsText ? mendedText() : parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    /** A value that is too long costs nothing, so that what is beside it is still read. */
    private boolean pays(JsonToken token) {
        long cost = Limits.VALUE_COST;
        if (token == JsonToken.VALUE_STRING) {
            cost += parser.getStringLength();
        }
        boolean isAllowed = spent + cost <= allowed;
        spent += isAllowed ? cost : 0;
        return isAllowed;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (object.has(name)) {
                losses.add(Loss.DUPLICATE);
                parser.skipChildren();
                continue;
            }
            JsonNode value = value(depth + 1);
            if (!value.isMissingNode()) {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode value = value(depth + 1);
            if (!value.isMissingNode()) {
                array.add(value);
            }
        }
        return array;
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getDoubleValue());
        };
    }

    private String mendedText() {
        String text = parser.getString();
        String mended = mended(text);
        if (!mended.equals(text)) {
            losses.add(Loss.CHARACTER);
        }
        return mended;
    }

    /** The text with U+FFFD for every surrogate that lacks its other half. */
    static String mended(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c ->
                                mended.appendCodePoint(
                                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                                ? 0xFFFD
                                                : c));
        return mended.toString();
    }
}
