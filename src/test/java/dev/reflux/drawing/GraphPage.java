package dev.reflux.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.json.JsonMapper;

/** A page in a real browser, in the words of whoever reads it. */
final class GraphPage {

    private static final Path FOLDER = Path.of("target", "drawings").toAbsolutePath();

    private final ChromeDriver driver;

    private final String address;

    private GraphPage(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    static GraphPage open(
            ChromeDriver driver, String name, GraphPicture picture, Function<String, RevisionBody> bodies) {
        return open(driver, name, HtmlDrawing.draw(picture, bodies), "");
    }

    static GraphPage open(ChromeDriver driver, String name, String html, String fragment) {
        return load(driver, write(name + ".html", html.getBytes(StandardCharsets.UTF_8)), fragment);
    }

    static GraphPage openSvg(ChromeDriver driver, String name, String svg) {
        return load(driver, write(name + ".svg", svg.getBytes(StandardCharsets.UTF_8)), "");
    }

    private static GraphPage load(ChromeDriver driver, Path file, String fragment) {
        driver.get("about:blank");
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        String address = file.toUri().toString();
        driver.get(address + fragment);
        return new GraphPage(driver, address);
    }

    static void scheme(ChromeDriver driver, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(String name) {
        write(name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    private static Path write(String name, byte[] content) {
        try {
            Files.createDirectories(FOLDER);
            return Files.write(FOLDER.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebElement revision(String id) {
        return driver.findElements(By.cssSelector("svg .revision")).stream()
                .filter(each -> id.equals(each.getDomAttribute("data-revision")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The page has no revision " + id));
    }

    void click(String id) {
        new Actions(driver).moveToElement(revision(id)).click().perform();
        waitForPanel(id);
    }

    void waitForPanel(String id) {
        Eventually.holds(() -> assertThat(element("panel-title").getText()).isEqualTo(id));
    }

    /** Ids of the revisions that the search has marked, in the order of the page. */
    List<String> matches() {
        return strings(
                "return [...document.querySelectorAll('svg .revision.match')].map((each) => each.dataset.revision)");
    }

    /** The revision that is drawn above all others. */
    String topmost() {
        return strings(
                        """
                        const top = (shape) => shape.getBoundingClientRect().top;
                        return [...document.querySelectorAll("svg .revision")].sort((a, b) => top(a) - top(b))
                          .slice(0, 1).map((each) => each.dataset.revision);
                        """)
                .get(0);
    }

    /** The colour behind the graph. */
    String paper() {
        return driver.findElement(By.cssSelector("svg .paper")).getCssValue("fill");
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    /** The words of a row of the panel. */
    List<String> fact(String name) {
        return strings(
                """
                const row = [...document.querySelectorAll("#panel-facts dt")].find((each) => each.textContent === arguments[0]);
                return row === undefined ? [] : [...row.nextSibling.children].map((each) => each.textContent);
                """,
                name);
    }

    double scale() {
        return number("return document.querySelector('#graph').clientWidth"
                + " / document.querySelector('svg.reflux-graph').viewBox.baseVal.width");
    }

    List<Double> corner() {
        return List.of(
                number("return document.querySelector('svg.reflux-graph').viewBox.baseVal.x"),
                number("return document.querySelector('svg.reflux-graph').viewBox.baseVal.y"));
    }

    /** Whether all of a revision's box is inside of the window and nothing lies above it. */
    boolean shows(String id) {
        return Boolean.TRUE.equals(driver.executeScript(
                """
                const box = arguments[0].querySelector(".box").getBoundingClientRect();
                const frame = document.querySelector("#graph").getBoundingClientRect();
                const inside = box.left >= frame.left && box.right <= frame.right
                  && box.top >= frame.top && box.bottom <= frame.bottom;
                const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
                return inside && arguments[0].contains(hit);
                """,
                revision(id)));
    }

    /** Pairs of revisions whose boxes, as the browser has painted them, touch. */
    List<String> overlaps() {
        return strings(
                """
                const boxes = [...document.querySelectorAll("svg .revision, svg .outside")]
                  .map((shape) => [shape.dataset.revision ?? shape.dataset.outside, shape.querySelector(".box").getBoundingClientRect()]);
                const found = [];
                boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
                  if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) found.push(one + " " + other);
                }));
                return found;
                """);
    }

    /** Ids and messages whose text is painted beyond its box. */
    List<String> overflows() {
        return strings(
                """
                return [...document.querySelectorAll("svg .revision, svg .outside")].flatMap((shape) => {
                  const width = shape.querySelector(".box").width.baseVal.value;
                  return [...shape.querySelectorAll("text")]
                    .filter((text) => text.getBBox().x < 0 || text.getBBox().x + text.getBBox().width > width)
                    .map((text) => text.textContent);
                });
                """);
    }

    List<String> consoleEntries() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What the browser has asked for since the page was opened, other than the page itself. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).get("message"))
                .filter(message -> message.get("method").stringValue().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").stringValue())
                .filter(url -> !url.equals(address) && !url.equals("about:blank"))
                .toList();
    }

    double number(String script) {
        return ((Number) driver.executeScript(script)).doubleValue();
    }

    private List<String> strings(String script, Object... arguments) {
        return ((List<?>) driver.executeScript(script, arguments))
                .stream().map(String.class::cast).toList();
    }
}
