package huikan.gateway.login;

import huikan.gateway.oidc.OidcSettings;
import huikan.gateway.people.Person.Language;
import huikan.service.request.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** The page with the form, in the language that the address or the browser asks for. It needs no script. */
@Component
class LoginPage {

    private static final Pattern GAP = Pattern.compile("\\{\\{([a-z-]+)}}");
    /** Of this very server: two slashes, or one with a backslash behind it, begin the name of another. It is in cookies and addresses. */
    private static final Pattern LOCAL =
            Pattern.compile("/(?:[\\x21-\\x7e&&[^/\"\\\\]][\\x21-\\x7e&&[^\"\\\\]]{0,598})?");

    private static final String HOME = "/";
    /** Of the console; with a receipt behind it, where the code on a printed one leads. */
    private static final String VERIFY = "/verify";

    private final String template;
    private final String form;
    private final String outside;
    private final String onward;
    private final OidcSettings oidc;
    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    /** What went wrong, for whoever logs in. */
    enum Trouble {
        /** Of login and secret, or too many tries; which it is would help a stranger. */
        REFUSED,
        /** The form is not ours, or too old. */
        STALE,
        /** The store is away, or too many log in. */
        AWAY,
        /** People log in by the outside issuer only. */
        FORM_OFF,
        /** Who comes back did not leave from here, left too long ago, or was back already. */
        LOST,
        /** The outside issuer is not sure of anybody. */
        UNPROVEN,
        ISSUER_AWAY,
        /** No login has the subject. */
        NO_ACCOUNT,
        /** By an administrator; for who has proved whose login it is. */
        LOCKED
    }

    LoginPage(OidcSettings oidc) throws IOException {
        this.oidc = oidc;
        template = read("login");
        form = read("form");
        outside = read("outside");
        onward = read("onward");
        for (Language language : Language.values()) {
            ClassPathResource resource =
                    new ClassPathResource("login/" + language.name().toLowerCase(Locale.ROOT) + ".properties");
            texts.put(
                    language,
                    PropertiesLoaderUtils.loadProperties(new EncodedResource(resource, StandardCharsets.UTF_8)));
        }
    }

    private static String read(String name) throws IOException {
        return new ClassPathResource("login/" + name + ".html").getContentAsString(StandardCharsets.UTF_8);
    }

    /** Whether people can log in with a secret. */
    boolean hasForm() {
        return !oidc.only();
    }

    /** Where to go after the login; home when the request names no place of this server. */
    static String next(HttpServletRequest request) {
        String asked = request.getParameter("next");
        return asked != null && LOCAL.matcher(asked).matches() ? asked : HOME;
    }

    void write(HttpServletRequest request, HttpServletResponse response, int status, @Nullable Trouble trouble)
            throws IOException {
        write(request, response, status, trouble, "");
    }

    /** @param subject of the person whom the outside issuer logged in */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            @Nullable Trouble trouble,
            String subject)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        // before anything is written: it sets a cookie
        String csrf = ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
        response.getWriter().write(page(request, csrf, trouble, subject));
    }

    /**
     * A page that goes on by itself: a browser does not let a form lead to another origin, not even in two steps, and a client
     * that people log in with has one.
     */
    void writeOnward(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(filled(onward, values(request), Map.of()));
    }

    private String page(HttpServletRequest request, String csrf, @Nullable Trouble trouble, String subject) {
        Map<String, String> values = values(request);
        values.put("csrf", csrf);
        values.put("typed", request.getParameter("login") == null ? "" : request.getParameter("login"));
        String problem = trouble == null
                ? ""
                : "<p class=\"problem\" role=\"alert\" data-testid=\"problem\">"
                        + HtmlUtils.htmlEscape(
                                values.getOrDefault(code(trouble), "").replace("{subject}", subject))
                        + "</p>";
        Map<String, String> parts = Map.of(
                "purpose",
                purpose(values),
                "problem",
                problem,
                "outside",
                oidc.isOn() ? filled(outside, values, Map.of()) : "",
                "form",
                hasForm() ? filled(form, values, Map.of()) : "");
        return filled(template, values, parts);
    }

    /** Who scans the code on a receipt and is not logged in learns what the page is for. */
    private static String purpose(Map<String, String> values) {
        String next = values.getOrDefault("next", HOME);
        return next.equals(VERIFY) || next.startsWith(VERIFY + "#")
                ? "<p data-testid=\"purpose\">" + HtmlUtils.htmlEscape(values.getOrDefault("verify", "")) + "</p>"
                : "";
    }

    private Map<String, String> values(HttpServletRequest request) {
        Language language = language(request);
        Language other = language == Language.ZH ? Language.EN : Language.ZH;
        Map<String, String> values = new HashMap<>();
        text(language).forEach((key, value) -> values.put(key.toString(), value.toString()));
        values.put("lang", tag(language));
        values.put("language", code(language));
        values.put("other-lang", tag(other));
        values.put("next", next(request));
        values.put("switch", address("/login", other, request));
        values.put("leave", address("/login/oidc", language, request));
        values.computeIfPresent("leave-by", (key, text) -> text.replace("{label}", oidc.label()));
        return values;
    }

    private static String address(String path, Language language, HttpServletRequest request) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("lang", code(language))
                .queryParam("next", "{next}")
                .encode()
                .buildAndExpand(next(request))
                .toUriString();
    }

    /** @param parts of the page, which are put in as they are */
    private static String filled(String page, Map<String, String> values, Map<String, String> parts) {
        return GAP.matcher(page).replaceAll(gap -> {
            String part = parts.get(gap.group(1));
            return Matcher.quoteReplacement(
                    part == null ? HtmlUtils.htmlEscape(values.getOrDefault(gap.group(1), "")) : part);
        });
    }

    private static String tag(Language language) {
        return language == Language.ZH ? "zh-CN" : "en";
    }

    private Properties text(Language language) {
        return texts.getOrDefault(language, new Properties());
    }

    static String code(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    static Language language(HttpServletRequest request) {
        return AskedLanguage.isEnglish(request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                ? Language.EN
                : Language.ZH;
    }
}
