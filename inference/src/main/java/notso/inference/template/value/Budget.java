package notso.inference.template.value;

import notso.inference.template.syntax.TemplateFault;

/** What one rendering may still use; fails the rendering when something is used up. */
public final class Budget {

    /** Evaluated expressions and statements; the longest chats take some hundred thousand. */
    public static final long MOST_STEPS = 20_000_000;

    /** Characters of all texts made on the way, the output included. */
    public static final long MOST_CHARACTERS = 64_000_000;

    /** Characters of one text; a full context of 131,072 tokens has about 500,000. */
    public static final int LONGEST_TEXT = 16_000_000;

    /** Items of all lists and dicts made on the way, and changes of origin within texts. */
    public static final long MOST_ITEMS = 4_000_000;

    /** Nested evaluations; published templates reach 60, and a level takes 1 kB of stack. */
    public static final int DEEPEST = 300;

    /** Levels of a list or dict that is compared, searched or written. */
    public static final int DEEPEST_VALUE = 200;

    /** Characters that can be searched or compared in the time of one step. */
    private static final int CHARACTERS_PER_STEP = 32;

    private long steps;
    private long characters;
    private long items;
    private int depth;

    public void step() {
        steps(1);
    }

    public void steps(long count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw TemplateFault.of("it takes more than %,d steps".formatted(MOST_STEPS));
        }
    }

    /** Pays for reading so many characters. */
    public void scan(long count) {
        steps(count / CHARACTERS_PER_STEP);
    }

    /** Pays for searching one text in another, of which the worst case is the product. */
    public void search(int textLength, int wantedLength) {
        long places = Math.max(0, (long) textLength - wantedLength + 1);
        scan(places * Math.max(1, wantedLength));
    }

    public void characters(long count) {
        characters += count;
        if (characters > MOST_CHARACTERS) {
            throw TemplateFault.of("it makes more than %,d characters".formatted(MOST_CHARACTERS));
        }
    }

    public void items(long count) {
        items += count;
        if (items > MOST_ITEMS) {
            throw TemplateFault.of("it makes more than %,d list items".formatted(MOST_ITEMS));
        }
    }

    public void enter() {
        step();
        if (++depth > DEEPEST) {
            throw TemplateFault.of("it nests more than " + DEEPEST + " evaluations");
        }
    }

    public void leave() {
        depth--;
    }

    public void checkValueDepth(int level) {
        step();
        if (level > DEEPEST_VALUE) {
            throw TemplateFault.of("it uses data of more than " + DEEPEST_VALUE + " levels");
        }
    }
}
