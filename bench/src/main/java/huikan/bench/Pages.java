package huikan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A report as files: a table, JSON, and a page with plots that needs nothing else. */
final class Pages {

    private static final String VERSION = "META-INF/maven/org.webjars/echarts/pom.properties";

    private Pages() {}

    /** @param folder is made when missing; what an earlier run left there is replaced */
    static void write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        String json = Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        Files.writeString(folder.resolve("report.txt"), report.text());
        Files.writeString(folder.resolve("report.json"), json + "\n");
        Files.writeString(
                folder.resolve("report.html"),
                resource("huikan/bench/page.html")
                        .replace("/*echarts*/", charts())
                        .replace("/*report*/", json.replace("<", "\\u003c")));
    }

    private static String charts() throws IOException {
        Properties about = new Properties();
        try (InputStream in = open(VERSION)) {
            about.load(in);
        }
        return resource("META-INF/resources/webjars/echarts/" + about.getProperty("version") + "/echarts.min.js");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Pages.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return in;
    }
}
