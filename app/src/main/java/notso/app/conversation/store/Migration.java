package notso.app.conversation.store;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Brings the lines of a journal from one version to the next.
 *
 * @param from the version that it reads; it gives lines of the version after
 * @param lines all lines in order, the header first
 */
record Migration(int from, UnaryOperator<List<ObjectNode>> lines) {}
