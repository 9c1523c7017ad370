package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;

import notso.app.settings.AllSettings;
import notso.app.settings.Choice;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Slash commands, typed in the window. */
class CommandsTest extends WindowTest {

    @Test
    void helpListsTheCommandsAndSendsNothing() throws Exception {
        begin();
        enter("/help");
        await(() -> visible(".info-note"));
        String help = text(".info-note .body-text");
        assertTrue(help.contains("/quote"), help);
        assertTrue(help.contains("/regenerate"), help);
        assertEquals("", input().getText());
        assertEquals(List.of(), engine.prompts());
    }

    @Test
    void aMisspeltCommandStaysToBeMended() throws Exception {
        begin();
        enter("/regenrate");
        await(() -> visible(".info-note"));
        assertTrue(text(".info-note .body-text").contains("/regenerate"));
        assertEquals("/regenrate", input().getText());
    }

    @Test
    void twoSlashesSendATextThatBeginsWithOne() throws Exception {
        engine.answer("A path.");
        begin();
        enter("//help");
        await(() -> visible(".message-stats"));
        assertEquals("/help", text(".message-bubble.user .body-text"));
    }

    @Test
    void theTourIsQuotedWithoutAModel() throws Exception {
        begin();
        enter("/quote tour 1:1 @0");
        await(() -> visible(".message-stats"));
        assertTrue(answer().contains("1:1"), answer());
        assertEquals(List.of(), engine.prompts());
    }

    @Test
    void theLastAnswerIsMadeAgainAndContinued() throws Exception {
        engine.answer("One.").answer("Two.");
        begin();
        enter("Count");
        await(() -> visible(".message-stats"));
        enter("/regenerate");
        await(() -> answer().equals("Two."));
    }

    @Test
    void thinkingAndTemperatureAndSystemPromptCountForTheNextAnswer() throws Exception {
        engine.answer("Yes.");
        begin();
        enter("/thinking off");
        enter("/temp 0");
        enter("/system Answer in one word.");
        enter("Really?");
        await(() -> visible(".message-stats"));
        assertEquals(0, engine.requests().getFirst().sampling().temperature());
        String prompt = engine.prompts().getFirst().text();
        assertTrue(prompt.contains("Answer in one word."), prompt);
        assertTrue(prompt.endsWith("</think>\n"), prompt);
    }

    @Test
    void clearBeginsAnewAndKeepsTheOldConversation() throws Exception {
        engine.answer("Yes.");
        begin();
        enter("Really?");
        await(() -> visible(".message-stats"));
        enter("/clear");
        await(() -> robot.lookup(".message-bubble").tryQuery().isEmpty());
    }

    @Test
    void exportWritesAFileThatWasNotThere() throws Exception {
        Path file = homes.resolve("talk.md");
        engine.answer("Yes, **really**.");
        begin();
        enter("Really?");
        await(() -> visible(".message-stats"));
        enter("/export markdown " + file);
        await(() -> Files.exists(file) && visible(".info-note"));
        String text = Files.readString(file);
        assertTrue(text.contains("Yes, **really**."), text);
        enter("/export markdown " + file);
        await(() -> visible(".error-notice"));
        assertEquals(text, Files.readString(file), "it is not replaced");
    }

    @Test
    void statusCountsAnswers() throws Exception {
        engine.answer("Yes.");
        begin();
        enter("Really?");
        await(() -> visible(".message-stats"));
        enter("/status");
        await(() -> visible(".info-note"));
        assertTrue(text(".info-note .body-text").startsWith("Answers: 1 finished"));
    }

    @Test
    void theThemeIsASetting() throws Exception {
        begin();
        enter("/theme dark");
        await(() -> composition.settings().current().get(AllSettings.THEME) == Choice.Theme.DARK);
        assertFalse(visible(".error-notice"));
    }

    private void enter(String line) {
        robot.interact(() -> input().setText(line));
        robot.interact(input()::requestFocus);
        robot.push(KeyCode.ENTER);
    }
}
