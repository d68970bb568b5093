package huikan.submission.register;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.register.Entries.Some;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries of many agencies, in the order of their codes. */
@Component
record EntryLists(Entries entries, Agencies agencies, AgencyAccess access) {

    private static final Pattern CURSOR = Pattern.compile("([a-z0-9-]{1,64})/([0-9]{15}-[0-9a-f]{32})?");
    private static final int AGENCIES = 500;
    /** Behind so many agencies without an entry a page ends. */
    private static final int MOST_PAGES = 20;

    /**
     * A page.
     *
     * @param agency its own alone; null for those under another
     * @param under null for the caller's own
     * @param openly only what is published
     */
    Page<Entry> page(
            RegisterKind kind,
            Caller caller,
            @Nullable String agency,
            @Nullable String under,
            LocalDate day,
            boolean openly,
            int limit,
            @Nullable String cursor) {
        MatchResult place = cursor == null ? null : Page.cursor(CURSOR, cursor);
        String at = place == null ? null : place.group(1);
        String after = place == null ? null : place.group(2);
        if (agency != null) {
            boolean own = agencies.find(agency)
                    .filter(one -> caller.maySee(one.seenBy()))
                    .isPresent();
            String known = kind.published() && agencies.find(agency).isPresent() ? agency : access.one(caller, agency);
            return page(kind, known, after, limit, fits(day, openly || !own));
        }
        boolean open = kind.published() && openly;
        return many(kind, open ? under : access.subtree(caller, under), at, after, limit, fits(day, openly));
    }

    private static Predicate<Entry> fits(LocalDate day, boolean openly) {
        return one -> one.on(day).filter(state -> !openly || state.published()).isPresent();
    }

    private Page<Entry> page(
            RegisterKind kind, String agency, @Nullable String after, int limit, Predicate<Entry> fits) {
        Some some = entries.list(kind.id(), agency, after, limit, fits);
        return new Page<>(some.found(), some.end() == null ? null : agency + "/" + some.end());
    }

    private Page<Entry> many(
            RegisterKind kind,
            @Nullable String under,
            @Nullable String at,
            @Nullable String after,
            int limit,
            Predicate<Entry> fits) {
        List<Entry> found = new ArrayList<>();
        String last = at;
        if (at != null && after != null && isUnder(at, under)) {
            Page<Entry> rest = page(kind, at, after, limit, fits);
            if (rest.next() != null) {
                return rest;
            }
            found.addAll(rest.items());
        }
        for (int i = 0; i < MOST_PAGES; i++) {
            List<Agency> next = agencies.under(under, null, null, last, AGENCIES);
            Map<String, Map<String, Integer>> kept =
                    entries.kept(next.stream().map(Agency::code).toList());
            for (Agency one : next) {
                if (kept.getOrDefault(one.code(), Map.of()).containsKey(kind.id())) {
                    Page<Entry> more = page(kind, one.code(), null, limit - found.size(), fits);
                    found.addAll(more.items());
                    if (more.next() != null) {
                        return new Page<>(found, more.next());
                    }
                }
                last = one.code();
            }
            if (next.size() < AGENCIES) {
                return new Page<>(found, null);
            }
        }
        return new Page<>(found, last + "/");
    }

    /** A cursor leads nowhere but where its list was. */
    private boolean isUnder(String agency, @Nullable String under) {
        return under == null
                || agencies.find(agency)
                        .filter(one -> one.seenBy().contains(under))
                        .isPresent();
    }
}
