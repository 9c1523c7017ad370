package notso.app.view;

import notso.app.answer.ServiceEvent;
import notso.app.answer.ServiceEvent.Answering;
import notso.inference.stream.AnswerEvent.Answer;
import notso.inference.stream.AnswerEvent.Thinking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins neighbouring deltas of one kind, so that a batch of events changes each text once. */
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
        if (first instanceof Answering(Answer(String begin))
                && second instanceof Answering(Answer(String end))) {
            return Optional.of(new Answering(new Answer(begin + end)));
        }
        if (first instanceof Answering(Thinking(String begin))
                && second instanceof Answering(Thinking(String end))) {
            return Optional.of(new Answering(new Thinking(begin + end)));
        }
        return Optional.empty();
    }
}
