package huikan.gateway.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The logins as OAuth 2 clients: client credentials, HTTP Basic. */
@Component
final class RegisteredAccounts implements RegisteredClientRepository {

    private final Accounts accounts;
    private final AccountSettings settings;

    RegisteredAccounts(Accounts accounts, AccountSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public void save(RegisteredClient client) {
        // secrets are encoded where they are kept; there is nothing to upgrade
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String login) {
        return accounts.find(login).map(this::client).orElse(null);
    }

    private RegisteredClient client(Account account) {
        return RegisteredClient.withId(account.login())
                .clientId(account.login())
                .clientSecret(account.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.tokenLife())
                        .build())
                .build();
    }
}
