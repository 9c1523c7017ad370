package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.inference.GenerationStatistics;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The words of a file that are not the conversation's own, from {@code words.properties}. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final ResourceBundle bundle;
    private final ZoneId zone;
    private final Locale locale;

    Words(ExportOptions options) {
        bundle =
                ResourceBundle.getBundle(
                        Words.class.getPackageName() + ".words",
                        options.locale(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        zone = options.zone();
        locale = options.locale();
    }

    String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** The same in every language, so that it sorts. */
    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    String title(Session session) {
        String title = session.title().text();
        return title.isBlank() ? of("untitled") : title;
    }

    String speaker(Message message) {
        return switch (message) {
            case Message.Question _ -> of("you");
            case Message.Reply _ -> of("assistant");
        };
    }

    /** Which of several branches a turn is; empty where there is no fork. */
    Optional<String> branch(Session session, Message message) {
        List<?> siblings = session.siblings(message.id());
        return siblings.size() < 2
                ? Optional.empty()
                : Optional.of(of("branches", siblings.indexOf(message.id()) + 1, siblings.size()));
    }

    String reasoning(Answer answer) {
        return answer.latestOutcome()
                .map(Answer.Outcome::thinkingTime)
                .filter(Duration::isPositive)
                .map(time -> of("thought", Math.max(1, time.plusMillis(500).toSeconds())))
                .orElseGet(() -> of("thoughts"));
    }

    /** Empty where an answer ended as it should. */
    Optional<String> end(Answer answer) {
        return answer.end()
                .flatMap(
                        end ->
                                switch (end) {
                                    case Answer.End.Finished(var reason) ->
                                            switch (reason) {
                                                case END_OF_TURN, STOP_TEXT -> Optional.empty();
                                                case LENGTH -> Optional.of(of("end.length"));
                                                case CONTEXT_FULL -> Optional.of(of("end.context"));
                                                case CANCELLED -> Optional.of(of("end.cancelled"));
                                            };
                                    case Answer.End.Failed(String sentence) ->
                                            Optional.of(of("end.failed", sentence));
                                    case Answer.End.Interrupted() ->
                                            Optional.of(of("end.interrupted"));
                                });
    }

    /** One line about each generation of an answer that came to its end. */
    List<String> statistics(Answer answer) {
        return answer.runs().stream()
                .flatMap(
                        run ->
                                run.outcome().stream()
                                        .map(
                                                outcome ->
                                                        statistics(
                                                                run.recipe().model(),
                                                                outcome.statistics())))
                .toList();
    }

    private String statistics(String model, GenerationStatistics statistics) {
        return of(
                "statistics",
                model,
                statistics.generatedTokens(),
                String.format(locale, "%.1f", statistics.tokensPerSecond()),
                String.format(locale, "%.1f", statistics.timeToFirstToken().toMillis() / 1000.0));
    }
}
