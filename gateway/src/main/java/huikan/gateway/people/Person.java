package huikan.gateway.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import huikan.gateway.account.Account;
import huikan.service.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A login of a person.
 *
 * @param agency the code it acts for; null for an administrator
 * @param secret encoded, with its algorithm in braces; empty for one that only an outside issuer logs in
 * @param subject what the outside issuer calls the person; null for one that it does not log in
 * @param version 0 of one that is not in the store: the gateway was started with it, and nothing of it has changed
 */
public record Person(
        String login,
        String name,
        @Nullable String agency,
        Role role,
        Language language,
        String secret,
        @Nullable String subject,
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
                null,
                false,
                0);
    }

    Person withSecret(String encoded) {
        return new Person(login, name, agency, role, language, encoded, subject, locked, version);
    }

    Person withLanguage(Language other) {
        return new Person(login, name, agency, role, other, secret, subject, locked, version);
    }

    Person at(long otherVersion) {
        return new Person(login, name, agency, role, language, secret, subject, locked, otherVersion);
    }
}
