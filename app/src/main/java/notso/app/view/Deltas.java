package notso.app.view;

import notso.app.answer.ServiceEvent;
import notso.app.answer.ServiceEvent.Changed;
import notso.app.conversation.Change.AnswerGrew;
import notso.app.conversation.Entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins neighbouring pieces of an answer, so that a batch of events changes each text once. */
final class Deltas {

    private Deltas() {}

    static List<ServiceEvent> joined(List<ServiceEvent> events) {
        List<ServiceEvent> joined = new ArrayList<>();
        for (ServiceEvent event : events) {
            Optional<ServiceEvent> both =
                    joined.isEmpty() ? Optional.empty() : both(joined.getLast(), event);
            both.ifPresentOrElse(
                    whole -> joined.set(joined.size() - 1, whole), () -> joined.add(event));
        }
        return joined;
    }

    private static Optional<ServiceEvent> both(ServiceEvent first, ServiceEvent second) {
        if (first instanceof Changed(var session, Entry(var at, AnswerGrew begin))
                && second instanceof Changed(var other, Entry(_, AnswerGrew end))
                && session.equals(other)
                && begin.reply().equals(end.reply())) {
            AnswerGrew both =
                    new AnswerGrew(
                            begin.reply(),
                            begin.reasoning() + end.reasoning(),
                            begin.text() + end.text());
            return Optional.of(new Changed(session, new Entry(at, both)));
        }
        return Optional.empty();
    }
}
