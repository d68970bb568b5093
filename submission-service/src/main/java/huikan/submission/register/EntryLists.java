package huikan.submission.register;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.register.Entries.Some;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** Behind so many entries a page ends, whether they fit or not. */
    private static final int MOST_LOOKED_AT = 5_000;

    /**
     * A page.
     *
     * @param agency its own alone; null for those under another
     * @param under null for the caller's own
     */
    Page<Entry> page(
            EntryFilter filter,
            Caller caller,
            @Nullable String agency,
            @Nullable String under,
            int limit,
            @Nullable String cursor) {
        MatchResult place = cursor == null ? null : Page.cursor(CURSOR, cursor);
        String at = place == null ? null : place.group(1);
        String after = place == null ? null : place.group(2);
        RegisterKind kind = filter.kind();
        if (agency != null) {
            boolean own = agencies.find(agency)
                    .filter(one -> caller.maySee(one.seenBy()))
                    .isPresent();
            String known = kind.published() && agencies.find(agency).isPresent() ? agency : access.one(caller, agency);
            Some some = some(own ? filter : filter.onlyOpen(), known, after, limit, MOST_LOOKED_AT);
            return new Page<>(some.found(), next(known, some));
        }
        boolean open = kind.published() && filter.openly();
        return many(filter, open ? under : access.subtree(caller, under), at, after, limit);
    }

    private Some some(EntryFilter filter, String agency, @Nullable String after, int limit, int most) {
        return entries.list(filter.kind().id(), agency, after, limit, most, filter::fits);
    }

    private static @Nullable String next(String agency, Some some) {
        return some.end() == null ? null : agency + "/" + some.end();
    }

    private Page<Entry> many(
            EntryFilter filter, @Nullable String under, @Nullable String at, @Nullable String after, int limit) {
        List<Entry> found = new ArrayList<>();
        String last = at;
        int left = MOST_LOOKED_AT;
        if (at != null && after != null && isUnder(at, under)) {
            Some rest = some(filter, at, after, limit, left);
            if (rest.end() != null) {
                return new Page<>(rest.found(), next(at, rest));
            }
            found.addAll(rest.found());
            left -= rest.looked();
        }
        for (int i = 0; i < MOST_PAGES; i++) {
            List<Agency> next = agencies.under(under, null, null, last, AGENCIES);
            Map<String, Map<String, Integer>> kept =
                    entries.kept(next.stream().map(Agency::code).toList());
            for (Agency one : next) {
                if (kept.getOrDefault(one.code(), Map.of())
                        .containsKey(filter.kind().id())) {
                    if (left <= 0) {
                        return new Page<>(found, last + "/");
                    }
                    Some more = some(filter, one.code(), null, limit - found.size(), left);
                    found.addAll(more.found());
                    if (more.end() != null) {
                        return new Page<>(found, next(one.code(), more));
                    }
                    left -= more.looked();
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
