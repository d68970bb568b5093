package huikan.gateway.account;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.service.store.IndexedCollection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Repository;

/**
 * Codes that were given out and not changed into a token yet, for all gateways. A token carries all that it means: of those
 * nothing is kept, and a client that asks for one with its own secret needs no store.
 */
@Repository
class Codes implements OAuth2AuthorizationService {

    private static final Logger LOG = LoggerFactory.getLogger(Codes.class);

    /** By the machine's clock, as Spring has it. */
    private static final String UNTIL = "until";

    private final IndexedCollection codes;
    private final RegisteredAccounts clients;

    Codes(MongoDatabase database, RegisteredAccounts clients) {
        this.codes = new IndexedCollection(database, "codes", Indexes.ascending(UNTIL));
        this.clients = clients;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code == null) {
            return;
        }
        String key = key(code.getToken().getTokenValue());
        if (!code.isInvalidated()) {
            codes.get().insertOne(document(key, authorization, code.getToken()));
        } else if (codes.get().deleteOne(eq(key)).getDeletedCount() == 0) {
            // at another gateway somebody was quicker with the same code
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        // what is not used ends by itself within a minute
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type == null || !"code".equals(type.getValue())) {
            return null;
        }
        Document found = codes.get()
                .find(and(eq(key(token)), gt(UNTIL, Date.from(Instant.now()))))
                .first();
        RegisteredClient client = found == null ? null : clients.findByClientId(found.getString("client"));
        return found == null || client == null ? null : authorization(token, found, client);
    }

    @Scheduled(fixedDelayString = "10m", initialDelayString = "1m")
    void sweep() {
        try {
            codes.get().deleteMany(lte(UNTIL, Date.from(Instant.now())));
        } catch (MongoException unreachable) {
            LOG.warn("codes that were not used are cleared away later: {}", unreachable.toString());
        }
    }

    private static Document document(String key, OAuth2Authorization authorization, OAuth2AuthorizationCode code) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        PersonAuthentication person = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        Caller caller = person.getPrincipal();
        return new Document("_id", key)
                .append("client", request.getClientId())
                .append("login", caller.login())
                .append("agency", caller.agency())
                .append("role", caller.role().name())
                .append("address", request.getAuthorizationUri())
                .append("redirect", request.getRedirectUri())
                .append("challenge", request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE))
                .append("method", request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE_METHOD))
                .append("from", Date.from(Objects.requireNonNull(code.getIssuedAt())))
                .append(UNTIL, Date.from(Objects.requireNonNull(code.getExpiresAt())));
    }

    private static OAuth2Authorization authorization(String code, Document found, RegisteredClient client) {
        Caller caller =
                new Caller(found.getString("login"), found.getString("agency"), Role.valueOf(found.getString("role")));
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(found.getString("address"))
                .clientId(found.getString("client"))
                .redirectUri(found.getString("redirect"))
                .additionalParameters(Map.of(
                        PkceParameterNames.CODE_CHALLENGE, found.getString("challenge"),
                        PkceParameterNames.CODE_CHALLENGE_METHOD, found.getString("method")))
                .build();
        return OAuth2Authorization.withRegisteredClient(client)
                .id(found.getString("_id"))
                .principalName(caller.login())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                .attribute(Principal.class.getName(), new PersonAuthentication(caller))
                .token(new OAuth2AuthorizationCode(
                        code,
                        found.getDate("from").toInstant(),
                        found.getDate(UNTIL).toInstant()))
                .build();
    }

    /** The store has nothing that could be changed into a token. */
    private static String key(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
