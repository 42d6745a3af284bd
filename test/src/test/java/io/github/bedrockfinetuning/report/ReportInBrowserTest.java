package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.verdict.Fixtures;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the report in a browser. Skipped if Chromium is not installed. */
class ReportInBrowserTest {
    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start(folder.resolve("profile"));
        try (InputStream script = ReportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        ReportFiles.write(folder.resolve("hostile"), Fixtures.hostile(), Fixtures.hostileContext());
        ReportFiles.write(folder.resolve("hostile-labels"), Fixtures.hostileLabels(), Fixtures.hostileContext());
        ReportFiles.write(folder.resolve("labels"), Fixtures.labels(60), ReportContext.titled("Labels"));
        ReportFiles.write(folder.resolve("full"), Fixtures.prose(60), Fixtures.full());
        ReportFiles.write(folder.resolve("objects"), Fixtures.objects(60), ReportContext.titled("Objects"));
        ReportFiles.write(folder.resolve("run"), RunReports.comparison(400, 60, 40, 50), RunReports.context());
        ReportFiles.write(folder.resolve("long"), RunReports.equalLongAnswers(60), RunReports.context());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hostile,1280,light",
        "hostile,390,dark",
        "hostile-labels,1280,dark",
        "hostile-labels,390,light",
        "labels,1280,light",
        "labels,390,dark",
        "objects,1280,dark",
        "objects,390,light",
        "full,1280,light",
        "full,390,dark",
        "run,1280,light",
        "run,390,dark"
    })
    void saysNothingFetchesNothingFitsAndIsAccessible(String report, int width, String colourScheme) throws Exception {
        Path html = folder.resolve(report).resolve("report.html");

        chromium.open(html, width, colourScheme);

        assertThat(chromium.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(chromium.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(chromium.events("Log.entryAdded")).isEmpty();
        assertThat(chromium.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(chromium.events("Network.requestWillBeSent"))
                .extracting(request -> request.at("/request/url").asText())
                .containsExactly(html.toUri().toString());
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .as("width that the page takes")
                .isLessThanOrEqualTo(width);
        assertThat(serious()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"run", "full", "labels", "objects"})
    void showsEveryVerdictOnANarrowScreenWithoutScrolling(String report) throws Exception {
        chromium.open(folder.resolve(report).resolve("report.html"), 390, "light");

        assertThat(chromium.evaluate("[...document.querySelectorAll('td')].filter(e =>"
                                + " /better|worse|not shown|no difference shown/i.test(e.textContent)).length")
                        .asInt())
                .as("verdicts on the page")
                .isGreaterThanOrEqualTo(2);
        assertThat(
                        texts(
                                "[...document.querySelectorAll('td')].filter(e =>"
                                        + " /better|worse|not shown|no difference shown/i.test(e.textContent)).filter(e => {"
                                        + " const r = document.createRange(); r.selectNodeContents(e);"
                                        + " return [...r.getClientRects()].some(b => b.width > 0 && (b.left < 0 || b.right > 390)); })"))
                .as("verdicts that are partly outside the screen")
                .isEmpty();
        assertThat(texts("[...document.querySelectorAll('.wide:not(.squares)')]"
                        + ".filter(e => e.scrollWidth > e.clientWidth)"))
                .as("tables that need scrolling")
                .isEmpty();
    }

    /** The width and height of the printable area of an A4 page at 96 dots per inch, within the page's margins. */
    private static final int PAPER_WIDTH = 687;

    private static final int PAPER_HEIGHT = 1024;

    @ParameterizedTest
    @CsvSource({"run", "full", "labels", "objects", "hostile", "long"})
    void printsEveryColumnOnA4(String report) throws Exception {
        chromium.open(folder.resolve(report).resolve("report.html"), PAPER_WIDTH, "light");
        chromium.emulatePrint();

        assertThat(texts("[...document.querySelectorAll('td, th, p, dd, h1, h2, h3, svg, .card')].filter(e =>"
                        + " e.getBoundingClientRect().right > " + (PAPER_WIDTH + 1) + ")"))
                .as("elements beyond the right edge of the paper")
                .isEmpty();
    }

    @Test
    void printsTheSummaryOnOnePageAndOnlyTheFirstRecords() throws Exception {
        chromium.open(folder.resolve("run").resolve("report.html"), PAPER_WIDTH, "light");
        assertThat(chromium.printedPages()).isLessThanOrEqualTo(8);

        int records = chromium.evaluate("document.querySelectorAll('#answers article').length")
                .asInt();
        chromium.emulatePrint();
        assertThat(chromium.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
                        .asInt())
                .as("height of the summary")
                .isLessThanOrEqualTo(PAPER_HEIGHT);
        assertThat(records).isEqualTo(24);
        assertThat(chromium.evaluate("[...document.querySelectorAll('#answers article')]"
                                + ".filter(e => e.offsetHeight > 0).length")
                        .asInt())
                .as("printed records")
                .isEqualTo(6);
        assertThat(chromium.evaluate("document.querySelector('#answers').innerText")
                        .asText())
                .contains("The printed report shows the first 2 records of each list.", "report.html", "items.jsonl");
    }

    @Test
    void printsTheSummaryOfLongAnswersOnOnePageToo() throws Exception {
        chromium.open(folder.resolve("long").resolve("report.html"), PAPER_WIDTH, "light");
        assertThat(chromium.printedPages()).isLessThanOrEqualTo(8);

        chromium.emulatePrint();

        assertThat(chromium.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
                        .asInt())
                .as("height of the summary")
                .isLessThanOrEqualTo(PAPER_HEIGHT);
        assertThat(chromium.evaluate("[...document.querySelectorAll('.sample .text')].map(e => e.offsetHeight)"
                                + ".filter(height => height > 0).length")
                        .asInt())
                .as("printed sample texts")
                .isEqualTo(4);
    }

    private static List<String> texts(String elements) throws Exception {
        List<String> texts = new ArrayList<>();
        chromium.evaluate("(" + elements + ").map(e => e.textContent.trim().slice(0, 80))")
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void findsFaultsThatArePlanted() throws Exception {
        chromium.open(folder.resolve("full").resolve("report.html"), 1280, "light");
        chromium.evaluate("document.documentElement.removeAttribute('lang');"
                + "document.querySelector('svg').removeAttribute('aria-label');"
                + "document.querySelector('.sentence').style.color = '#ddd'; 0");
        assertThat(String.join("\n", serious())).contains("html-has-lang", "svg-img-alt", "color-contrast");

        Path faulty = Files.writeString(
                folder.resolve("faulty.html"),
                "<!DOCTYPE html><html lang=en><title>x</title><img src='missing.png' alt=x>"
                        + "<div style='width:3000px'>x</div><script>console.log('x'); throw 1</script>");
        chromium.open(faulty, 390, "light");
        assertThat(chromium.events("Runtime.consoleAPICalled")).isNotEmpty();
        assertThat(chromium.events("Runtime.exceptionThrown")).isNotEmpty();
        assertThat(chromium.events("Network.requestWillBeSent")).hasSizeGreaterThan(1);
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isGreaterThan(390);
    }

    @ParameterizedTest
    @CsvSource({"hostile", "hostile-labels"})
    void makesNoElementOfWhatStandsInTheData(String report) throws Exception {
        chromium.open(folder.resolve(report).resolve("report.html"), 1280, "light");

        assertThat(chromium.evaluate(
                                "document.querySelectorAll('script,img,iframe,object,embed,link,form,b,a[href^=j]').length")
                        .asInt())
                .isZero();
        assertThat(chromium.evaluate("document.querySelectorAll('style').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(chromium.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                + ".filter(a => a.name.startsWith('on') || a.name === 'style').length")
                        .asInt())
                .isZero();
        assertThat(chromium.evaluate("document.body.textContent").asText())
                .contains(
                        "<script>alert(1)</script>",
                        "\"><img src=x onerror=alert(1)>",
                        "</style><svg onload=alert(1)>",
                        "<style>*{display:none}</style>",
                        "=HYPERLINK",
                        "\u27E8U+001B\u27E9[31mred",
                        "\u27E8U+202E\u27E9gnp.exe",
                        "more characters");
    }

    /** Returns the findings of axe with serious or critical impact, with their elements. */
    private static List<String> serious() throws Exception {
        chromium.evaluate(axe + ";0");
        JsonNode violations = chromium.evaluate("axe.run(document, {preload: false}).then(r => r.violations.map(v =>"
                + " ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))})))");
        assertThat(violations.isArray()).as("axe ran").isTrue();
        List<String> serious = new ArrayList<>();
        for (JsonNode violation : violations) {
            String impact = violation.path("impact").asText();
            if (impact.equals("serious") || impact.equals("critical")) {
                serious.add(violation.toString());
            }
        }
        return serious;
    }
}
