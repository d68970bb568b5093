package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes any {@link Table.Source} as CSV or XLSX, row by row, in the language that {@code lang} or Accept-Language asks for. */
@Component
final class TableConverter extends AbstractHttpMessageConverter<Table.Source> {

    private static final MediaType XLSX = MediaType.parseMediaType(Sheet.XLSX);

    private final Directory directory;

    TableConverter(Directory directory) {
        super(MediaType.parseMediaType(Sheet.CSV), XLSX);
        this.directory = directory;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Table.Source.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Table.Source readInternal(Class<? extends Table.Source> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("tables are only written", message);
    }

    @Override
    protected void writeInternal(Table.Source source, HttpOutputMessage message) throws IOException {
        write(source.table(new Table.Words(directory, language())), message);
    }

    private static <R> void write(Table<R> table, HttpOutputMessage message) throws IOException {
        HttpHeaders headers = message.getHeaders();
        boolean isXlsx = XLSX.equals(headers.getContentType());
        headers.setContentType(isXlsx ? XLSX : new MediaType("text", "csv", StandardCharsets.UTF_8));
        headers.set(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + table.name() + (isXlsx ? ".xlsx" : ".csv") + "\"");
        if (isXlsx) {
            table.sheet().xlsx(table.rows(), message.getBody());
        } else {
            table.sheet().csv(table.rows(), message.getBody());
        }
    }

    private static SheetLanguage language() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(attributes -> ((ServletRequestAttributes) attributes).getRequest())
                .map(request ->
                        SheetLanguage.of(request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(SheetLanguage.ZH);
    }
}
