package huikan.analytics.rollup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one obligation. It only ever learns: of two filings the later revision stands, of what was said of
 * one revision the later word, so that events may come twice and topics may overtake each other.
 *
 * @param owed who owes it; null until that was told
 * @param filing the filing of the highest revision so far
 * @param words what was said of that revision, or of one that is still to come
 */
record Tally(@Nullable Owed owed, @Nullable Filing filing, SortedMap<Long, Said> words) {

    static final Tally NOTHING = new Tally(null, null, new TreeMap<>());

    /** What was said of a filing. */
    enum Word {
        APPROVED,
        /** Its approval counts no more; it is reported as before. */
        VOIDED,
        RETURNED,
        WITHDRAWN
    }

    /**
     * A word and its place among those of one filing. A withdrawal is the last that is said; of others the later step holds,
     * and of those without a step, which are from before an approval could end, the graver.
     *
     * @param step of the review's trail; 0 where it was not told
     */
    record Said(Word word, long step) {

        private static final Comparator<Said> PLACE = Comparator.comparing((Said said) -> said.word == Word.WITHDRAWN)
                .thenComparingLong(Said::step)
                .thenComparing(Said::word);

        /** From its {@link #text}; those kept before there were steps are the word alone. */
        @JsonCreator
        static Said of(String text) {
            int at = text.indexOf('@');
            return at < 0
                    ? new Said(Word.valueOf(text), 0)
                    : new Said(Word.valueOf(text.substring(0, at)), Long.parseLong(text, at + 1, text.length(), 10));
        }

        @JsonValue
        String text() {
            return word + "@" + step;
        }

        Said orLater(Said other) {
            return PLACE.compare(this, other) >= 0 ? this : other;
        }
    }

    /** Somebody owes a filing. */
    record Owed(String cycle, String agency, AgencyLevel level, List<Superior> path) {}

    /** What a filing counts for. */
    record Filing(
            String cycle,
            String agency,
            AgencyLevel level,
            List<Superior> path,
            long revision,
            boolean late,
            Map<String, Long> own,
            Map<String, Long> stated,
            Map<String, Ratio> rates) {

        /** The agency itself and every superior, nearest first. */
        List<String> chain() {
            return Tally.chain(agency, path);
        }
    }

    static List<String> chain(String agency, List<Superior> path) {
        List<String> chain = new ArrayList<>(List.of(agency));
        path.forEach(superior -> chain.add(superior.agency()));
        return chain;
    }

    Tally with(SubmissionEvent event) {
        return switch (event) {
            case ObligationOpened opened ->
                new Tally(new Owed(opened.cycle(), opened.agency(), opened.level(), opened.path()), filing, words);
            case SubmissionAccepted accepted -> filed(accepted);
            case SubmissionWithdrawn withdrawn -> said(withdrawn.revision(), new Said(Word.WITHDRAWN, 0));
            // the filing that replaces it has a higher revision, and that is what counts
            case SubmissionReplaced replaced -> this;
            case SubmissionRejected rejected -> this;
        };
    }

    Tally with(ReviewEvent event) {
        return switch (event) {
            case ReviewApproved approved -> said(approved.revision(), new Said(Word.APPROVED, approved.order()));
            case ReviewReturned returned -> said(returned.revision(), new Said(Word.RETURNED, returned.order()));
            case ReviewVoided voided -> said(voided.revision(), new Said(Word.VOIDED, voided.order()));
            case ReviewPassed passed -> this;
            case ReviewRecalled recalled -> this;
            case ReviewClaimed claimed -> this;
            case ReviewCleared cleared -> this;
            case ReviewPublished published -> this;
        };
    }

    private Tally filed(SubmissionAccepted event) {
        if (filing != null && filing.revision() >= event.revision()) {
            return this;
        }
        Filing later = new Filing(
                event.cycle(),
                event.agency(),
                event.level(),
                event.path(),
                event.revision(),
                event.late(),
                event.own(),
                event.stated(),
                event.rates());
        return new Tally(owed, later, new TreeMap<>(words.tailMap(event.revision())));
    }

    private Tally said(long revision, Said said) {
        if (filing != null && filing.revision() > revision) {
            return this;
        }
        SortedMap<Long, Said> more = new TreeMap<>(words);
        more.merge(revision, said, Said::orLater);
        return new Tally(owed, filing, more);
    }

    /** The filing that holds the slot: also a returned one. */
    @Nullable
    Filing holding() {
        return filing == null || word(filing) == Word.WITHDRAWN ? null : filing;
    }

    /** The filing that counts on a basis, or null. */
    @Nullable
    Filing counted(Basis basis) {
        if (filing == null) {
            return null;
        }
        Word word = word(filing);
        boolean counts = switch (basis) {
            case REPORTED -> word == null || word == Word.APPROVED || word == Word.VOIDED;
            case APPROVED -> word == Word.APPROVED;
        };
        return counts ? filing : null;
    }

    private @Nullable Word word(Filing of) {
        Said said = words.get(of.revision());
        return said == null ? null : said.word();
    }
}
