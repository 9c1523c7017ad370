package notso.inference.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.ProblemText;
import notso.inference.command.TypedLine.Order;
import notso.inference.command.TypedLine.Text;
import notso.inference.command.TypedLine.UnknownName;
import notso.inference.command.TypedLine.WrongArgument;
import notso.inference.quote.LineRange;
import notso.inference.quote.QuoteSource;
import notso.inference.quote.QuoteSource.OfFile;
import notso.inference.quote.QuoteSource.OfTour;
import notso.inference.quote.TourAddress;
import notso.inference.quote.TourAddress.Verse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SlashCommandsTest {

    private static final Path HOME = Path.of(System.getProperty("user.home"));

    static Stream<Arguments> commands() {
        return Stream.of(
                row("/clear", new Command.Clear()),
                row("  /CLEAR \n", new Command.Clear()),
                row("/reset", new Command.Reset()),
                row("/export", export(ExportFormat.MARKDOWN)),
                row("/export JSON", export(ExportFormat.JSON)),
                row("/export txt", export(ExportFormat.TEXT)),
                row("/export html my file", export(ExportFormat.HTML, "my file")),
                row("/export talk.json", export(ExportFormat.JSON, "talk.json")),
                row("/export my talk.htm", export(ExportFormat.HTML, "my talk.htm")),
                row("/export text talk.json", export(ExportFormat.TEXT, "talk.json")),
                row("/export \"my talk\"", export(ExportFormat.MARKDOWN, "my talk")),
                row("/thinking", new Command.Thinking(Optional.empty())),
                row("/thinking on", new Command.Thinking(Optional.of(true))),
                row("/thinking OFF", new Command.Thinking(Optional.of(false))),
                row("/think", new Command.Thinking(Optional.of(true))),
                row("/no_think", new Command.Thinking(Optional.of(false))),
                row("/temp 0", new Command.Temperature(0)),
                row("/temp .5", new Command.Temperature(0.5)),
                row("/temp\t0,75", new Command.Temperature(0.75)),
                row("/model", new Command.Model(Optional.empty())),
                row("/model a b.gguf", new Command.Model(Optional.of(Path.of("a b.gguf")))),
                row("/model '~/m.gguf'", new Command.Model(Optional.of(HOME.resolve("m.gguf")))),
                row("/help", new Command.Help(Optional.empty())),
                row("/", new Command.Help(Optional.empty())),
                row("/help temp", new Command.Help(Optional.of(SlashCommand.TEMP))),
                row("/help /Quote", new Command.Help(Optional.of(SlashCommand.QUOTE))),
                row("/status", new Command.Status()),
                row("/theme", new Command.Theme(Optional.empty())),
                row("/theme Dark", new Command.Theme(Optional.of(ThemeName.DARK))),
                row("/settings", new Command.Settings()),
                row("/summarize", new Command.Summarize()),
                row("/continue", new Command.Continue()),
                row("/regenerate", new Command.Regenerate()),
                row("/system", new Command.SystemPrompt(Optional.empty())),
                row("/system off", new Command.SystemPrompt(Optional.of(""))),
                row("/system Be brief.\nBe kind.", system("Be brief.\nBe kind.")),
                row("/quote tour", tour(new TourAddress.Contents(), 60)),
                row("/quote tour @0", tour(new TourAddress.Contents(), 0)),
                row("/quote tour 3", tour(new TourAddress.Chapter(3), 60)),
                row("/quote Tour 1:5 @12.5", tour(passage(1, 5, 1, 5), 12.5)),
                row("/quote tour --rate 200 1:1-14", tour(passage(1, 1, 1, 14), 200)),
                row("/quote tour 1:10–2:3", tour(passage(1, 10, 2, 3), 60)),
                row("/quote a.txt", file(Path.of("a.txt"), LineRange.ALL, 60)),
                row("/quote a.txt 7", file(Path.of("a.txt"), lines(7, 7), 60)),
                row("/quote 'a b.txt' 10-40", file(Path.of("a b.txt"), lines(10, 40), 60)),
                row("/quote \"it's\" 1-2", file(Path.of("it's"), lines(1, 2), 60)),
                row("/quote it's 1-2", file(Path.of("it's"), lines(1, 2), 60)),
                row("/quote ./tour 1-2", file(Path.of("./tour"), lines(1, 2), 60)),
                row("/quote \"tour\" 1-2", file(Path.of("tour"), lines(1, 2), 60)),
                row("/quote @5 1-2", file(Path.of("@5"), lines(1, 2), 60)),
                row(
                        "/quote ~/a 10- @9",
                        file(HOME.resolve("a"), new LineRange(10, OptionalInt.empty()), 9)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandIsRead(String line, Command command) {
        assertEquals(new Order(command), SlashCommands.parse(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "hello; hello",
                "a /clear; a /clear",
                "//escaped; /escaped",
                "///; //",
                "//; /",
                "/usr/bin/ls is a path; /usr/bin/ls is a path",
                "/etc/; /etc/",
                "/a.txt; /a.txt",
                "/clear!; /clear!",
                "/ clear; / clear",
                "/🙂; /🙂",
                "||; ||"
            })
    void lineThatCannotBeACommandIsText(String line, String text) {
        assertEquals(new Text(text), SlashCommands.parse(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/hlep; HELP",
                "/temperature; TEMP",
                "/tmep 0.5; TEMP",
                "/regen; REGENERATE",
                "/sum; SUMMARIZE",
                "/qoute tour; QUOTE",
                "/se; SETTINGS",
                "/contniue; CONTINUE",
                "/nix; ",
                "/usr; ",
                "/помощь; "
            })
    void unknownNameSuggestsTheNearest(String line, SlashCommand nearest) {
        UnknownName unknown = assertInstanceOf(UnknownName.class, SlashCommands.parse(line));
        assertEquals(line.substring(1).split(" ")[0], unknown.name());
        assertEquals(Optional.ofNullable(nearest), unknown.nearest().stream().findFirst(), line);
        assertTrue(unknown.nearest().size() <= 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/clear all; CLEAR; left out",
                "/thinking maybe; THINKING; on or off",
                "/think hard; THINKING; on or off",
                "/temp; TEMP; a number such as 0.6",
                "/temp hot; TEMP; a number such as 0.6",
                "/temp NaN; TEMP; a number such as 0.6",
                "/temp -1; TEMP; a number such as 0.6",
                "/temp 1e3; TEMP; a number such as 0.6",
                "/temp 5.1; TEMP; between 0.0 and 5.0",
                "/theme pink; THEME; light, dark or system",
                "/help hlep; HELP; such as help",
                "/help nix; HELP; one that /help lists.",
                "/quote; QUOTE; a place in the tour or lines of a file",
                "/quote tour x; QUOTE; a chapter such as 3",
                "/quote tour 1:; QUOTE; a chapter such as 3",
                "/quote tour 99999999999:1; QUOTE; a chapter such as 3",
                "/quote tour 2:9-1:3; QUOTE; ends behind its beginning",
                "/quote tour 1:9-3; QUOTE; ends behind its beginning",
                "/quote a b.txt 3; QUOTE; quotation marks",
                "/quote a.txt b; QUOTE; a range such as 10-40",
                "/quote a.txt 0-4; QUOTE; at least 1",
                "/quote a.txt 9-4; QUOTE; a range that rises",
                "/quote a.txt 1-5001; QUOTE; at most 5,000 lines",
                "/quote a.txt 99999999999; QUOTE; a range such as 10-40",
                "/quote tour @1e9; QUOTE; a chapter",
                "/quote tour @999999999; QUOTE; up to 100000",
                "/quote tour --rate; QUOTE; up to 100000",
                "/quote tour --rate fast; QUOTE; up to 100000"
            })
    void wrongArgumentIsOneSentenceThatSaysWhatIsExpected(
            String line, SlashCommand command, String expected) {
        WrongArgument wrong = assertInstanceOf(WrongArgument.class, SlashCommands.parse(line));
        assertEquals(command, wrong.command());
        String sentence = ProblemText.sentence(wrong.problem());
        assertTrue(sentence.contains(expected), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void fileNameThatCannotBeIsRefusedAndNotQuotedWhole() {
        String line = "/quote " + "x\0".repeat(1000);
        WrongArgument wrong = assertInstanceOf(WrongArgument.class, SlashCommands.parse(line));
        assertTrue(ProblemText.sentence(wrong.problem()).length() < 200);
    }

    @Test
    void longLineIsReadAtOnce() {
        String letters = "x".repeat(1_000_000);
        assertEquals(new UnknownName(letters, List.of()), SlashCommands.parse("/" + letters));
        assertEquals(new Text("/" + letters), SlashCommands.parse("//" + letters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/t; THINKING TEMP THEME RESET EXPORT SYSTEM CONTINUE REGENERATE STATUS SETTINGS"
                        + " QUOTE",
                "/te; TEMP SYSTEM REGENERATE QUOTE",
                "TEM; TEMP SYSTEM",
                "colours; THEME",
                "/temp ; TEMP",
                "/temp 0.5; TEMP",
                "/tem 0.5; ",
                "/xyz; ",
                "/s; SUMMARIZE SYSTEM STATUS SETTINGS RESET",
                "/set; SETTINGS RESET SYSTEM TEMP"
            })
    void bestFitComesFirst(String typed, String names) {
        List<String> found =
                SlashCommands.matching(typed).stream().map(SlashCommand::name).toList();
        List<String> expected = names == null ? List.of() : List.of(names.split(" "));
        assertEquals(expected, found);
    }

    @Test
    void slashAloneFitsAllInTheirOrder() {
        assertEquals(List.of(SlashCommand.values()), SlashCommands.matching("/"));
        assertEquals(List.of(SlashCommand.values()), SlashCommands.matching(""));
    }

    @Test
    void helpOfAnotherLanguageIsSearched() {
        assertEquals(
                List.of(SlashCommand.CLEAR),
                SlashCommands.matching(
                        "räumt",
                        command -> command == SlashCommand.CLEAR ? "Räumt auf" : "tut nichts"));
    }

    @Test
    void groupsStandTogetherInTheOrderOfTheCategories() {
        List<Category> order =
                Arrays.stream(SlashCommand.values()).map(SlashCommand::category).toList();
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(Set.of(Category.values()), new HashSet<>(order));
    }

    @ParameterizedTest
    @EnumSource(SlashCommand.class)
    void everyCommandHasHelpAndItsOwnKeys(SlashCommand command) {
        assertFalse(command.help().isBlank());
        assertFalse(command.help().endsWith("."), "a clause");
        assertTrue(command.details().isEmpty() || command.details().endsWith("."), "sentences");
        assertEquals("command." + command.commandName() + ".help", command.helpKey());
        assertEquals(Optional.of(command), SlashCommands.named(command.commandName()));
        assertTrue(command.usage().startsWith("/" + command.commandName()));
    }

    @Test
    void onlyTemperatureAndQuoteNeedAnArgument() {
        assertEquals(
                Set.of(SlashCommand.TEMP, SlashCommand.QUOTE),
                Arrays.stream(SlashCommand.values())
                        .filter(SlashCommand::needsArgument)
                        .collect(Collectors.toSet()));
    }

    private static Arguments row(String line, Command command) {
        return Arguments.of(line, command);
    }

    private static Command export(ExportFormat format) {
        return new Command.Export(format, Optional.empty());
    }

    private static Command export(ExportFormat format, String file) {
        return new Command.Export(format, Optional.of(Path.of(file)));
    }

    private static Command system(String text) {
        return new Command.SystemPrompt(Optional.of(text));
    }

    private static Command tour(TourAddress address, double rate) {
        return new Command.Quote(new OfTour(address, rate));
    }

    private static Command file(Path file, LineRange range, double rate) {
        QuoteSource source = new OfFile(file, range, rate);
        return new Command.Quote(source);
    }

    private static LineRange lines(int first, int last) {
        return new LineRange(first, OptionalInt.of(last));
    }

    private static TourAddress passage(int chapter, int verse, int lastChapter, int lastVerse) {
        return new TourAddress.Passage(
                new Verse(chapter, verse), new Verse(lastChapter, lastVerse));
    }
}
