package notso.app.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.SessionId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Each character is a token, so prompts can be counted by eye. */
class LedgerWriterTest {

    private static final SessionId SESSION = new SessionId("s");
    private static final int CONTEXT = 500;

    private final PromptWriter writer = Said.writer();
    private final LedgerWriter ledgers =
            new LedgerWriter(writer, new MessageCosts(Said.characters()));
    private final List<Message> path =
            Said.start()
                    .question("first")
                    .reply("reasoning", "answer")
                    .question("second")
                    .reply("", "another")
                    .messages();

    @Test
    void thePartsMakeUpWhatThePromptWillBe() {
        Draft draft = Draft.of("third");
        Ledger ledger = ledgers.ledger(request(Optional.empty(), draft, Optional.empty()));
        List<Message> asked =
                Said.start()
                        .question("first")
                        .reply("reasoning", "answer")
                        .question("second")
                        .reply("", "another")
                        .question("third")
                        .messages();
        assertEquals(writer.question(asked, Said.STYLE).text().length(), ledger.used());
        assertEquals(0, ledger.dropped());
        assertEquals(0, ledger.reasoning());
        assertEquals(CONTEXT - ledger.used(), ledger.free());
    }

    @Test
    void whatIsCutIsCountedApart() {
        Ledger whole = ledgers.ledger(request(Optional.empty(), Draft.EMPTY, Optional.empty()));
        Ledger cut =
                ledgers.ledger(
                        request(Optional.of(new MessageId(3)), Draft.EMPTY, Optional.empty()));
        assertEquals(whole.history(), cut.history() + cut.dropped());
        assertEquals(whole.system(), cut.system());
        assertEquals(0, cut.draft());
        String kept = writer.question(path.subList(2, 4), Said.STYLE).text();
        assertEquals(kept.length(), cut.used());
    }

    @Test
    void withNothingInTheCacheAnEditReadsAllThatLeadsToIt() {
        Ledger ledger = ledgers.ledger(request(Optional.empty(), Draft.EMPTY, Optional.empty()));
        assertEquals(read(1), ledger.reread().get(new MessageId(1)));
        assertEquals(read(3), ledger.reread().get(new MessageId(3)));
        assertEquals(2, ledger.reread().size());
    }

    @Test
    void whatTheCacheHoldsInFrontOfAnEditIsNotReadAgain() {
        CachedPrefix cached =
                new CachedPrefix(SESSION, List.of(new MessageId(1), new MessageId(2)), Said.STYLE);
        Ledger ledger = ledgers.ledger(request(Optional.empty(), Draft.EMPTY, Optional.of(cached)));
        assertEquals("[user:second]".length(), ledger.reread().get(new MessageId(3)));
        assertEquals("[user:first]".length(), ledger.reread().get(new MessageId(1)));
    }

    @Test
    void aReplyThatStandsInTheCacheWithItsReasoningIsReadAgain() {
        CachedPrefix cached = new CachedPrefix(SESSION, List.of(new MessageId(1)), Said.STYLE);
        Ledger ledger = ledgers.ledger(request(Optional.empty(), Draft.EMPTY, Optional.of(cached)));
        assertEquals(
                "[assistant:answer][user:second]".length(), ledger.reread().get(new MessageId(3)));
    }

    @Test
    void theCacheOfAnotherStyleOrSessionIsWorthNothing() {
        List<MessageId> all = path.stream().map(Message::id).toList();
        CachedPrefix other = new CachedPrefix(new SessionId("other"), all, Said.STYLE);
        CachedPrefix quick = new CachedPrefix(SESSION, all, Said.STYLE.withThinking(false));
        for (CachedPrefix cached : List.of(other, quick)) {
            Ledger ledger =
                    ledgers.ledger(request(Optional.empty(), Draft.EMPTY, Optional.of(cached)));
            assertEquals(read(3), ledger.reread().get(new MessageId(3)));
        }
    }

    @Test
    void anEditOfWhatWasCutReadsItWithAllBeforeIt() {
        CachedPrefix cached = new CachedPrefix(SESSION, List.of(new MessageId(3)), Said.STYLE);
        Ledger ledger =
                ledgers.ledger(
                        request(Optional.of(new MessageId(3)), Draft.EMPTY, Optional.of(cached)));
        assertEquals(read(1), ledger.reread().get(new MessageId(1)));
        assertEquals("[user:second]".length(), ledger.reread().get(new MessageId(3)));
    }

    @Test
    void aMessageIsCountedOnce() {
        AtomicInteger calls = new AtomicInteger();
        Tokens counting =
                prompt -> {
                    calls.incrementAndGet();
                    return Said.characters().of(prompt);
                };
        LedgerWriter writer = new LedgerWriter(Said.writer(), new MessageCosts(counting));
        writer.ledger(request(Optional.empty(), Draft.EMPTY, Optional.empty()));
        int first = calls.get();
        writer.ledger(request(Optional.empty(), Draft.EMPTY, Optional.empty()));
        int template = 5;
        assertEquals(first + template, calls.get(), "only the template is measured again");
    }

    /** The whole prompt that ends with this question. */
    private int read(int question) {
        return writer.question(path.subList(0, question), Said.STYLE).text().length();
    }

    private LedgerWriter.Request request(
            Optional<MessageId> firstKept, Draft draft, Optional<CachedPrefix> cached) {
        return new LedgerWriter.Request(
                SESSION, path, firstKept, draft, Said.STYLE, CONTEXT, cached);
    }
}
