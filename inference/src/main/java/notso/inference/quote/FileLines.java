package notso.inference.quote;

/**
 * Lines that a file has.
 *
 * @param text each line with a line feed at its end, whatever ended it in the file
 * @param first the number of the first, counted from 1
 * @param last the number of the last
 * @param cut true if they are fewer than asked for because a quotation holds no more characters
 */
record FileLines(String text, int first, int last, boolean cut) {}
