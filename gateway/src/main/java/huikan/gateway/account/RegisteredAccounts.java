package huikan.gateway.account;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * The logins as OAuth 2 clients: client credentials, HTTP Basic. The programs that people log in with as public clients:
 * authorization code with PKCE, to addresses that are known.
 */
@Component
final class RegisteredAccounts implements RegisteredClientRepository {

    private static final Duration CODE_LIFE = Duration.ofMinutes(1);

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
        return accounts.find(login).map(this::client).orElseGet(() -> publicClient(login));
    }

    private @Nullable RegisteredClient publicClient(String id) {
        List<String> addresses = settings.clients().stream()
                .filter(one -> one.startsWith(id + "="))
                .map(one -> one.substring(id.length() + 1))
                .toList();
        if (addresses.isEmpty()) {
            return null;
        }
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(known -> known.addAll(addresses))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(settings.tokenLife())
                        .build())
                .build();
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
