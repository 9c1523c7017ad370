package notso.inference.command;

import notso.inference.Problem;

import java.util.List;

/** What a typed line turned out to be. */
public sealed interface TypedLine {

    /** A message; without the slash that marked it as one. */
    record Text(String text) implements TypedLine {}

    /** A command to carry out. */
    record Order(Command command) implements TypedLine {}

    /**
     * The name of no command.
     *
     * @param name as it was typed, without the slash
     * @param nearest commands that may be meant, the likeliest first; often none
     */
    record UnknownName(String name, List<SlashCommand> nearest) implements TypedLine {
        public UnknownName {
            nearest = List.copyOf(nearest);
        }
    }

    /** The command cannot have this argument; {@code problem} says what it can have. */
    record WrongArgument(SlashCommand command, Problem problem) implements TypedLine {}
}
