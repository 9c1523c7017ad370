package notso.app.conversation.search;

import java.util.Arrays;

/**
 * Where the words of a session are in its text. A section is a title, a question, an answer, ...;
 * the text of each is cut into rows of some words, so that a passage can be read without the rest.
 *
 * @param fields of each section, the {@link Field}'s place in its list
 * @param messages of each section, the turn's number; 0 for the title
 * @param firstPositions of each section, the number of its first word; one number stays free
 *     between sections, so that no phrase reaches over
 * @param firstRows of each section
 * @param rowPositions of each row, the number of its first word
 * @param rowStarts of each row, where it begins in the text, in bytes
 * @param rowChecks of each row, CRC-32C of its text
 * @param positions the number behind that of the last word
 * @param textSize in bytes
 */
record Layout(
        int[] fields,
        int[] messages,
        int[] firstPositions,
        int[] firstRows,
        int[] rowPositions,
        int[] rowStarts,
        int[] rowChecks,
        int positions,
        int textSize) {

    private static final Field[] FIELDS = Field.values();

    int sections() {
        return fields.length;
    }

    Field field(int section) {
        return FIELDS[fields[section]];
    }

    int endPosition(int section) {
        return section + 1 < fields.length ? firstPositions[section + 1] : positions;
    }

    int endRow(int section) {
        return section + 1 < fields.length ? firstRows[section + 1] : rowStarts.length;
    }

    int rowEnd(int row) {
        return row + 1 < rowStarts.length ? rowStarts[row + 1] : textSize;
    }

    /** The row that holds this word. */
    int rowOf(int position) {
        int found = Arrays.binarySearch(rowPositions, position);
        return found >= 0 ? found : -found - 2;
    }
}
