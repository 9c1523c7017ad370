package notso.app.conversation.search;

import notso.app.conversation.MessageId;
import notso.app.conversation.search.Matcher.Sighting;
import notso.app.conversation.search.Matcher.Sightings;
import notso.app.conversation.search.SearchHit.Place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the passages of a session that are shown: together as many words as they can. */
final class Places {

    private static final int MOST = 3;

    /** Characters that one sees at a glance. */
    private static final int NEAR = 140;

    /** Sightings of a section that are looked at to find where they are close together. */
    private static final int TRIES = 1_000;

    /** Characters of a session behind which one place is enough for each word. */
    private static final int LONG = 200_000;

    private Places() {}

    /** The best places first, in different sections; none if nothing is there. */
    static List<Place> of(List<Section> sections, Matcher matcher) {
        List<Sightings> found = read(sections, matcher);
        List<Place> places = new ArrayList<>();
        long shown = 0;
        while (places.size() < MOST && !found.isEmpty()) {
            long before = shown;
            Sightings best =
                    found.stream()
                            .min(Comparator.comparingInt(sightings -> -worth(sightings, before)))
                            .orElseThrow();
            found.remove(best);
            shown |= best.parts();
            places.add(place(best));
        }
        return places;
    }

    private static List<Sightings> read(List<Section> sections, Matcher matcher) {
        List<Sightings> found = new ArrayList<>();
        long seen = 0;
        int length = 0;
        for (Section section : sections) {
            if (length > LONG && seen == matcher.allParts()) {
                break;
            }
            length += section.text().length();
            Sightings sightings = matcher.read(section);
            if (sightings.parts() != 0) {
                found.add(sightings);
                seen |= sightings.parts();
            }
        }
        return found;
    }

    private static int worth(Sightings sightings, long shown) {
        int phrase = sightings.asTyped().isPresent() ? 1 : 0;
        int fresh = Long.bitCount(sightings.parts() & ~shown);
        int parts = Long.bitCount(sightings.parts());
        return ((phrase * 64 + fresh) * 64 + parts) * 64 + sightings.section().field().weight();
    }

    private static Place place(Sightings sightings) {
        Section section = sightings.section();
        int anchor = sightings.asTyped().orElseGet(() -> densest(sightings.all()));
        Excerpt excerpt = Excerpt.around(anchor, section.text(), sightings.covered());
        Optional<MessageId> message =
                section.field() == Field.TITLE
                        ? Optional.empty()
                        : Optional.of(new MessageId(section.message()));
        return new Place(message, section.field(), excerpt.text(), excerpt.highlights());
    }

    /** Where most parts are near each other. */
    private static int densest(List<Sighting> all) {
        List<Sighting> sorted =
                all.stream().limit(TRIES).sorted(Comparator.comparingInt(Sighting::start)).toList();
        int best = 0;
        int most = 0;
        for (int i = 0; i < sorted.size(); i++) {
            int start = sorted.get(i).start();
            long parts = 0;
            for (int k = i; k < sorted.size() && sorted.get(k).start() < start + NEAR; k++) {
                parts |= 1L << sorted.get(k).part();
            }
            if (Long.bitCount(parts) > most) {
                best = start;
                most = Long.bitCount(parts);
            }
        }
        return best;
    }
}
