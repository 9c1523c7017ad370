package notso.app.view.sidebar;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import notso.app.answer.ServiceEvent;
import notso.app.answer.SessionLibrary;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.search.SearchHit;
import notso.app.view.look.ListPatch;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.SidebarRow.Chat;
import notso.app.view.sidebar.SidebarRow.Group;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All conversations by the day on which they went on. For one thread, that of the window. */
public final class LibraryViewModel {

    private static final int DAYS_OF_WEEK = 7;

    private final SessionLibrary library;
    private final Consumer<String> searcher;
    private final Texts texts;
    private final InstantSource clock;
    private final ZoneId zone;

    private final ObservableList<SidebarRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SidebarRow> readOnly =
            FXCollections.unmodifiableObservableList(rows);
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper current = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper renamed = new ReadOnlyStringWrapper("");
    private final Deque<Discarded> discarded = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Optional<String>> discardedTitle =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private List<SessionSummary> sessions = List.of();

    private record Discarded(Chat chat, boolean wasCurrent) {}

    /**
     * @param library its events are to be handed to {@link #accept}
     * @param searcher looks for a query; what it finds comes as an event, too
     * @param zone where days begin
     */
    public LibraryViewModel(
            SessionLibrary library,
            Consumer<String> searcher,
            Texts texts,
            InstantSource clock,
            ZoneId zone) {
        this.library = library;
        this.searcher = searcher;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
        query.subscribe(this::search);
    }

    /** Pinned ones first, then the latest; each group under its heading. Read-only. */
    public ObservableList<SidebarRow> rows() {
        return readOnly;
    }

    /** What is looked for; while it is not blank, the rows are what was found, the best first. */
    public StringProperty query() {
        return query;
    }

    private void search(String wanted) {
        if (wanted.isBlank()) {
            showAll();
        } else {
            searcher.accept(wanted);
        }
    }

    private void showAll() {
        ListPatch.apply(rows, rows(sessions));
    }

    private void showFound(List<SearchHit> hits) {
        List<SidebarRow> found = new ArrayList<>();
        found.add(new SidebarRow.Heading(hits.isEmpty() ? Group.NOTHING_FOUND : Group.FOUND));
        Map<SessionId, SessionSummary> known =
                sessions.stream().collect(Collectors.toMap(SessionSummary::id, summary -> summary));
        hits.stream()
                .map(SearchHit::session)
                .filter(known::containsKey)
                .map(known::get)
                .map(this::chat)
                .forEach(found::add);
        ListPatch.apply(rows, found);
    }

    /** The key of the conversation that is shown. */
    public ReadOnlyStringProperty current() {
        return current.getReadOnlyProperty();
    }

    /** The key of the conversation that is being given a name; empty if none is. */
    public ReadOnlyStringProperty renamed() {
        return renamed.getReadOnlyProperty();
    }

    /** What the conversation was called that was deleted last and can be had back. */
    public ReadOnlyObjectProperty<Optional<String>> discarded() {
        return discardedTitle.getReadOnlyProperty();
    }

    /** Shows a conversation in which nothing was said yet. */
    public void startNew() {
        library.startNew();
    }

    public void open(Chat chat) {
        if (!chat.key().equals(current.get())) {
            library.open(Optional.of(id(chat)));
        }
    }

    public void beginRenaming(Chat chat) {
        renamed.set(chat.key());
    }

    /** Gives the conversation that is being renamed this name; a blank one leaves it as it is. */
    public void rename(String title) {
        if (!renamed.get().isEmpty()) {
            library.rename(new SessionId(renamed.get()), title);
            renamed.set("");
        }
    }

    public void cancelRenaming() {
        renamed.set("");
    }

    public void togglePin(Chat chat) {
        library.pin(id(chat), !chat.pinned());
    }

    /** Puts it into the trash; for a while, {@link #undo} brings it back. */
    public void discard(Chat chat) {
        discarded.push(new Discarded(chat, chat.key().equals(current.get())));
        library.discard(id(chat));
        showDiscarded();
    }

    /** Brings back what was deleted last. */
    public void undo() {
        if (!discarded.isEmpty()) {
            Discarded last = discarded.pop();
            library.restore(id(last.chat()));
            if (last.wasCurrent()) {
                library.open(Optional.of(id(last.chat())));
            }
            showDiscarded();
        }
    }

    /** What was deleted stays deleted. */
    public void forgetDiscarded() {
        discarded.clear();
        showDiscarded();
    }

    private void showDiscarded() {
        discardedTitle.set(
                Optional.ofNullable(discarded.peek()).map(Discarded::chat).map(Chat::title));
    }

    private static SessionId id(Chat chat) {
        return new SessionId(chat.key());
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        Optional<List<SessionSummary>> listed = Optional.empty();
        for (ServiceEvent event : events) {
            switch (event) {
                case ServiceEvent.Listed(List<SessionSummary> sessions) ->
                        listed = Optional.of(sessions);
                case ServiceEvent.Opened(Session session, _) -> current.set(session.id().value());
                case ServiceEvent.Found(String of, List<SearchHit> hits) -> {
                    if (of.equals(query.get())) {
                        showFound(hits);
                    }
                }
                case ServiceEvent.Imported _,
                        ServiceEvent.Exported _,
                        ServiceEvent.NotExported _,
                        ServiceEvent.OfEngine _,
                        ServiceEvent.Changed _,
                        ServiceEvent.Answering _,
                        ServiceEvent.Reading _,
                        ServiceEvent.Answered _,
                        ServiceEvent.Counted _,
                        ServiceEvent.OfStore _ -> {}
            }
        }
        listed.ifPresent(
                all -> {
                    sessions = all;
                    search(query.get());
                });
    }

    private List<SidebarRow> rows(List<SessionSummary> sessions) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Map<Group, List<Chat>> groups = new EnumMap<>(Group.class);
        for (SessionSummary session : sessions) {
            groups.computeIfAbsent(group(session, today), _ -> new ArrayList<>())
                    .add(chat(session));
        }
        List<SidebarRow> all = new ArrayList<>();
        groups.forEach(
                (group, chats) -> {
                    all.add(new SidebarRow.Heading(group));
                    all.addAll(chats);
                });
        return all;
    }

    private Chat chat(SessionSummary session) {
        String title = session.title().text();
        return new Chat(
                session.id().value(),
                title.isEmpty() ? texts.get("sidebar.untitled") : title,
                session.pinned());
    }

    private Group group(SessionSummary session, LocalDate today) {
        return session.pinned() ? Group.PINNED : group(session.updated(), today);
    }

    private Group group(Instant updated, LocalDate today) {
        LocalDate day = LocalDate.ofInstant(updated, zone);
        if (!day.isBefore(today)) {
            return Group.TODAY;
        }
        if (day.equals(today.minusDays(1))) {
            return Group.YESTERDAY;
        }
        return day.isBefore(today.minusDays(DAYS_OF_WEEK)) ? Group.OLDER : Group.WEEK;
    }
}
