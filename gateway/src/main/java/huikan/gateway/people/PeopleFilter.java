package huikan.gateway.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import huikan.gateway.account.Account;
import huikan.service.security.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which logins are listed.
 *
 * @param agency null for any
 * @param role null for any
 * @param begin how they begin; empty for any
 * @param unlocked without those that an administrator locked
 */
record PeopleFilter(@Nullable String agency, @Nullable Role role, String begin, boolean unlocked) {

    /** No login that the gateway was started with is locked, as long as nothing of it was changed. */
    boolean fits(Account one) {
        return (agency == null || agency.equals(one.agency()))
                && (role == null || role == one.role())
                && one.login().startsWith(begin);
    }

    /** @param after the last login before them */
    Bson behind(String after) {
        List<Bson> wanted = new ArrayList<>();
        if (agency != null) {
            wanted.add(eq("agency", agency));
        }
        if (role != null) {
            wanted.add(eq("role", role.name()));
        }
        if (unlocked) {
            wanted.add(eq("locked", false));
        }
        // no character of a login comes behind this one
        Collections.addAll(wanted, gt("_id", after), gte("_id", begin), lt("_id", begin + Character.MAX_VALUE));
        return and(wanted);
    }
}
