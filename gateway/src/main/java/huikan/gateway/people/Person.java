package huikan.gateway.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import huikan.gateway.account.Account;
import huikan.service.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A login of a person.
 *
 * @param agency the code it acts for; null for an administrator
 * @param secret encoded, with its algorithm in braces
 * @param version 0 of one that is not in the store: the gateway was started with it, and nothing of it has changed
 */
public record Person(
        String login,
        String name,
        @Nullable String agency,
        Role role,
        Language language,
        String secret,
        boolean locked,
        long version) {

    /** In which the pages are. */
    public enum Language {
        @JsonProperty("zh")
        ZH,
        @JsonProperty("en")
        EN
    }

    static Person of(Account account) {
        return new Person(
                account.login(),
                account.login(),
                account.agency(),
                account.role(),
                Language.ZH,
                account.secret(),
                false,
                0);
    }

    Person withSecret(String encoded) {
        return new Person(login, name, agency, role, language, encoded, locked, version);
    }

    Person withLanguage(Language other) {
        return new Person(login, name, agency, role, other, secret, locked, version);
    }

    Person at(long otherVersion) {
        return new Person(login, name, agency, role, language, secret, locked, otherVersion);
    }

    boolean isOpenAdmin() {
        return role == Role.ADMIN && !locked;
    }
}
