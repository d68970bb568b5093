package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one obligation. It only ever learns: of two filings the later revision stands, of what was said of
 * one revision the graver word, so that events may come twice and topics may overtake each other.
 *
 * @param owed who owes it; null until that was told
 * @param filing the filing of the highest revision so far
 * @param words what was said of that revision, or of one that is still to come
 */
record Tally(@Nullable Owed owed, @Nullable Filing filing, SortedMap<Long, Word> words) {

    static final Tally NOTHING = new Tally(null, null, new TreeMap<>());

    /** What was said of a filing; the later one in this list wins. */
    enum Word {
        APPROVED,
        RETURNED,
        WITHDRAWN
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
            case SubmissionWithdrawn withdrawn -> said(withdrawn.revision(), Word.WITHDRAWN);
            // the filing that replaces it has a higher revision, and that is what counts
            case SubmissionReplaced replaced -> this;
            case SubmissionRejected rejected -> this;
        };
    }

    Tally with(ReviewEvent event) {
        return switch (event) {
            case ReviewApproved approved -> said(approved.revision(), Word.APPROVED);
            case ReviewReturned returned -> said(returned.revision(), Word.RETURNED);
            case ReviewPassed passed -> this;
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

    private Tally said(long revision, Word word) {
        if (filing != null && filing.revision() > revision) {
            return this;
        }
        SortedMap<Long, Word> more = new TreeMap<>(words);
        more.merge(revision, word, (known, said) -> known.compareTo(said) > 0 ? known : said);
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
            case REPORTED -> word == null || word == Word.APPROVED;
            case APPROVED -> word == Word.APPROVED;
        };
        return counts ? filing : null;
    }

    private @Nullable Word word(Filing of) {
        return words.get(of.revision());
    }
}
