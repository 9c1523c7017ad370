package notso.app.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each character is a token, so prompts can be counted by eye. */
class ContextPlannerTest {

    private static final SessionId SESSION = new SessionId("s");
    private static final int RESERVE = 100;

    private final ContextPlanner planner =
            new ContextPlanner(Said.writer(), new MessageCosts(Said.characters()));

    @Test
    void whatFitsIsKeptWhole() {
        ContextPlan plan = plan(turns(3, 50), Optional.empty(), 1000);
        assertEquals(Optional.empty(), plan.firstKept());
        assertEquals(plan.prompt().text().length(), plan.promptTokens());
        assertTrue(plan.prompt().text().startsWith("[user:q1"));
    }

    @Test
    void whatDoesNotFitIsCutAtAQuestionAndTheAnswersRoomStaysFree() {
        ContextPlan plan = plan(turns(20, 50), Optional.empty(), 1000);
        MessageId first = plan.firstKept().orElseThrow();
        assertEquals(1, first.value() % 2, "a question");
        assertTrue(plan.promptTokens() <= 1000 - RESERVE, "tokens: " + plan.promptTokens());
        assertTrue(plan.prompt().text().endsWith("q20" + "x".repeat(50) + "]>"));
    }

    @Test
    void theCutStaysForSeveralTurnsSoThatPromptsBeginAlike() {
        Optional<MessageId> firstKept = Optional.empty();
        List<Integer> cuts = new ArrayList<>();
        for (int turns = 1; turns <= 60; turns++) {
            ContextPlan plan = plan(turns(turns, 20), firstKept, 1000);
            if (!plan.firstKept().equals(firstKept)) {
                cuts.add(turns);
            }
            firstKept = plan.firstKept();
        }
        assertTrue(cuts.size() >= 3, "cuts after turns " + cuts);
        for (int i = 1; i < cuts.size(); i++) {
            assertTrue(cuts.get(i) - cuts.get(i - 1) >= 3, "cuts after turns " + cuts);
        }
    }

    @Test
    void customInstructionsAreNeverCut() {
        PromptStyle style = new PromptStyle("Rhyme.", true, false, Said.STYLE.dated());
        ContextPlan plan =
                planner.plan(request(turns(40, 50), Answer.EMPTY, Optional.empty(), style, 600));
        assertTrue(plan.firstKept().isPresent());
        assertTrue(plan.prompt().text().startsWith("[system:Rhyme.]"));
    }

    @Test
    void aLongerContextShowsAllAgain() {
        List<Message> messages = turns(20, 50);
        Optional<MessageId> cut = plan(messages, Optional.empty(), 1000).firstKept();
        assertTrue(cut.isPresent());
        assertEquals(Optional.empty(), plan(messages, cut, 10_000).firstKept());
    }

    @Test
    void theLastQuestionStaysHoweverLongItIs() {
        List<Message> messages =
                Said.start().question("a").reply("", "b").question("x".repeat(5000)).messages();
        ContextPlan plan = plan(messages, Optional.empty(), 1000);
        assertEquals(Optional.of(new MessageId(3)), plan.firstKept());
        assertFalse(plan.canCutMore());
    }

    @Test
    void whatWasAlreadyAnsweredTakesRoomToo() {
        List<Message> messages = turns(10, 50);
        Answer begun = Answer.EMPTY.grown("y".repeat(200), "z".repeat(300));
        ContextPlan whole = plan(messages, Optional.empty(), 1700);
        ContextPlan going =
                planner.plan(request(messages, begun, Optional.empty(), Said.STYLE, 1700));
        assertEquals(Optional.empty(), whole.firstKept());
        assertTrue(going.firstKept().isPresent());
        assertTrue(going.prompt().text().endsWith("z".repeat(300)));
        assertTrue(going.promptTokens() <= 1700 - RESERVE);
    }

    @Test
    void reasoningCountsWhereItIsShown() {
        Said said = Said.start();
        for (int i = 0; i < 5; i++) {
            said.question("q").reply("r".repeat(200), "a");
        }
        List<Message> messages = said.question("last").messages();
        PromptStyle keeping = new PromptStyle("", true, true, Said.STYLE.dated());
        assertEquals(Optional.empty(), plan(messages, Optional.empty(), 1000).firstKept());
        ContextPlan plan =
                planner.plan(request(messages, Answer.EMPTY, Optional.empty(), keeping, 1000));
        assertTrue(plan.firstKept().isPresent());
        assertTrue(plan.promptTokens() <= 900);
    }

    private ContextPlan plan(List<Message> messages, Optional<MessageId> firstKept, int context) {
        return planner.plan(request(messages, Answer.EMPTY, firstKept, Said.STYLE, context));
    }

    private static ContextPlanner.Request request(
            List<Message> messages,
            Answer begun,
            Optional<MessageId> firstKept,
            PromptStyle style,
            int context) {
        return new ContextPlanner.Request(
                SESSION, messages, begun, firstKept, style, context, RESERVE);
    }

    private static List<Message> turns(int count, int length) {
        Said said = Said.start();
        for (int i = 1; i < count; i++) {
            said.question("q" + i + "x".repeat(length)).reply("", "a" + i + "x".repeat(length));
        }
        return said.question("q" + count + "x".repeat(length)).messages();
    }
}
