package dev.reflux.drawing;

import static dev.reflux.drawing.Pictures.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reflux.revision.RevisionNode;
import dev.reflux.testsupport.HeadlessBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;

@ExtendWith(HeadlessBrowser.class)
class HtmlDrawingBrowserIntegrationTests {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>]]>&quot;<svg onload=alert(3)>";

    private final ChromeDriver driver;

    HtmlDrawingBrowserIntegrationTests(ChromeDriver driver) {
        this.driver = driver;
    }

    private GraphPage market() {
        return GraphPage.open(driver, "market", Market.picture(), Market::body);
    }

    private GraphPage thousand() {
        return GraphPage.open(
                driver,
                "thousand",
                Pictures.thousand(),
                id -> new RevisionBody("CREATE TABLE t_" + id + " (id bigint);", "DROP TABLE t_" + id + ";"));
    }

    private String focused() {
        return (String) driver.executeScript(
                "return document.activeElement.dataset.revision || document.activeElement.id || ''");
    }

    @Test
    void pageLoadsWithoutComplaintAndAsksForNothing() {
        GraphPage page = market();

        page.click(Market.MERGE);

        assertThat(page.consoleEntries()).isEmpty();
        assertThat(page.requests()).isEmpty();
        page.element("legend").findElement(By.tagName("summary")).click();
        page.screenshot("legend");
        assertThat(page.element("summary").getText()).isEqualTo("19 revisions, 1 head");
    }

    @Test
    void policyStopsWhatAPageWouldLoad() {
        GraphPage page = market();

        driver.executeScript("document.body.append(Object.assign(new Image(), {src: 'nowhere.png'}))");

        assertThat(page.consoleEntries()).anyMatch(entry -> entry.contains("Content Security Policy"));
    }

    @Test
    void requestOfAnotherPageWouldBeSeen() {
        GraphPage page = GraphPage.open(driver, "request", "<!DOCTYPE html><img src=nowhere.png>", "");

        assertThat(page.requests()).singleElement().asString().contains("nowhere.png");
    }

    @Test
    void everyRevisionIsShownWithItsTextInsideOfItsBox() {
        GraphPage page = market();

        assertThat(driver.findElements(By.cssSelector("svg .revision"))).hasSize(19);
        assertThat(page.overlaps()).isEmpty();
        assertThat(page.overflows()).isEmpty();
    }

    @Test
    void newestHeadIsVisibleAtStart() {
        assertThat(market().shows(Market.HEAD)).isTrue();
    }

    @Test
    void wheelScalesAroundThePointer() {
        GraphPage page = market();
        double before = page.scale();
        var box = page.revision(Market.MERGE).getRect();

        new Actions(driver)
                .scrollFromOrigin(ScrollOrigin.fromElement(page.revision(Market.MERGE)), 0, -100)
                .perform();

        assertThat(page.scale()).isGreaterThan(before * 1.1);
        var after = page.revision(Market.MERGE).getRect();
        assertThat(after.x + after.width / 2).isCloseTo(box.x + box.width / 2, within(4));
        assertThat(after.y + after.height / 2).isCloseTo(box.y + box.height / 2, within(4));
    }

    @Test
    void draggingMovesAndSelectsNothing() {
        GraphPage page = market();
        List<Double> before = page.corner();

        new Actions(driver)
                .moveToElement(page.revision(Market.CURRENT))
                .clickAndHold()
                .moveByOffset(40, 30)
                .moveByOffset(40, 30)
                .release()
                .perform();

        assertThat(page.corner().get(0)).isCloseTo(before.get(0) - 80, within(1.0));
        assertThat(page.corner().get(1)).isCloseTo(before.get(1) - 60, within(1.0));
        assertThat(page.element("panel").isDisplayed()).isFalse();
    }

    @Test
    void twoFingersScale() {
        GraphPage page = market();
        double before = page.scale();

        driver.perform(List.of(finger("one", 600, 300, 500), finger("other", 700, 300, 800)));

        assertThat(page.scale()).isCloseTo(before * 3, within(before * 0.3));
    }

    private static Sequence finger(String name, int x, int y, int to) {
        PointerInput finger = new PointerInput(PointerInput.Kind.TOUCH, name);
        Sequence sequence = new Sequence(finger, 0);
        sequence.addAction(finger.createPointerMove(Duration.ZERO, Origin.viewport(), x, y));
        sequence.addAction(finger.createPointerDown(MouseButton.LEFT.asArg()));
        sequence.addAction(finger.createPointerMove(Duration.ofMillis(200), Origin.viewport(), to, y));
        sequence.addAction(finger.createPointerUp(MouseButton.LEFT.asArg()));
        return sequence;
    }

    @Test
    void buttonsScaleAndGoBackHome() {
        GraphPage page = market();
        double before = page.scale();
        List<Double> corner = page.corner();

        page.element("zoom-in").click();
        assertThat(page.scale()).isCloseTo(before * 1.25, within(0.01));
        page.element("fit").click();
        assertThat(page.shows(Market.HEAD)).isTrue();
        assertThat(page.shows("3f1c9a7d20be")).isTrue();
        page.element("home").click();
        assertThat(page.corner()).isEqualTo(corner);
    }

    @Test
    void keysScaleAndMove() {
        GraphPage page = market();
        double before = page.scale();
        List<Double> corner = page.corner();

        new Actions(driver).sendKeys("+").perform();
        assertThat(page.scale()).isCloseTo(before * 1.25, within(0.01));
        new Actions(driver).sendKeys("-").sendKeys(Keys.ARROW_DOWN).perform();
        assertThat(page.scale()).isCloseTo(before, within(0.01));
        assertThat(page.corner().get(1)).isCloseTo(corner.get(1) + 80, within(1.0));
        new Actions(driver).sendKeys("0").perform();
        assertThat(page.corner()).isEqualTo(corner);
    }

    @Test
    void clickShowsAllAboutARevision() {
        GraphPage page = GraphPage.open(
                driver,
                "details",
                Pictures.of(
                        List.of(
                                node("a"),
                                node("b", List.of("a"), List.of(), List.of("shop", "till"), "open\nthe shop"),
                                node("c", "a"),
                                node("d", List.of("b"), List.of("c"), List.of(), null)),
                        id -> RevisionState.APPLIED),
                id -> new RevisionBody("CREATE TABLE " + id + ";", id.equals("d") ? null : "DROP TABLE " + id + ";"));

        page.click("b");
        assertThat(page.element("panel-message").getText()).isEqualTo("open\nthe shop");
        assertThat(page.fact("State")).containsExactly("applied");
        assertThat(page.fact("Down revisions")).containsExactly("amessage of a");
        assertThat(page.fact("Followed by")).containsExactly("d");
        assertThat(page.fact("Labels")).containsExactly("shop", "till");
        assertThat(page.fact("Created")).containsExactly("2026-11-20T14:32:00Z");
        assertThat(page.fact("File")).containsExactly("b.sql");
        assertThat(page.element("panel-upgrade").getText()).isEqualTo("CREATE TABLE b;");
        assertThat(page.element("panel-downgrade").getText()).isEqualTo("DROP TABLE b;");

        page.element("panel-facts").findElement(By.linkText("d")).click();
        page.waitForPanel("d");
        assertThat(page.element("panel-message").getText()).isEqualTo("(no message)");
        assertThat(page.fact("Depends on")).containsExactly("cmessage of c");
        assertThat(page.fact("Labels")).isEmpty();
        assertThat(page.element("panel-downgrade").getText()).isEqualTo("irreversible");
    }

    @Test
    void closingLetsTheBackButtonAndTheNextClickWork() {
        GraphPage page = market();

        page.click(Market.MERGE);
        page.element("close").click();
        assertThat(page.element("panel").isDisplayed()).isFalse();
        page.click(Market.MERGE);
        assertThat(page.element("panel").isDisplayed()).isTrue();
    }

    @Test
    void tabAndEnterOpenARevisionAndEscapeClosesIt() {
        GraphPage page = market();
        driver.executeScript("document.getElementById('graph').focus()");

        new Actions(driver).sendKeys(Keys.TAB, Keys.TAB).perform();
        assertThat(focused()).isEqualTo("4d7b9e02f6a1");
        new Actions(driver).sendKeys(Keys.ENTER).perform();
        page.waitForPanel("4d7b9e02f6a1");
        assertThat(focused()).isEqualTo("panel-title");
        new Actions(driver).sendKeys(Keys.ESCAPE).perform();
        assertThat(page.element("panel").isDisplayed()).isFalse();
        assertThat(focused()).isEqualTo("4d7b9e02f6a1");
        assertThat(driver.getCurrentUrl()).doesNotContain("#");
    }

    @Test
    void searchJumpsToMatchesAndMarksThem() {
        GraphPage page = thousand();
        new Actions(driver).sendKeys("/").perform();
        assertThat(focused()).isEqualTo("query");

        new Actions(driver).sendKeys("FEATURE-4").perform();
        List<String> matches = page.matches();
        assertThat(matches).hasSizeGreaterThan(3);
        assertThat(page.element("found").getText()).isEqualTo("1 of " + matches.size());
        assertThat(page.shows(matches.get(0))).isTrue();

        new Actions(driver).sendKeys(Keys.ENTER).perform();
        assertThat(page.element("found").getText()).isEqualTo("2 of " + matches.size());
        assertThat(page.shows(matches.get(1))).isTrue();
        page.screenshot("search");

        new Actions(driver).sendKeys(Keys.ESCAPE).perform();
        assertThat(page.matches()).isEmpty();
    }

    @Test
    void searchFindsIdsAndMessagesAndSaysWhenThereIsNothing() {
        GraphPage page = market();
        WebElement query = page.element("query");

        query.sendKeys("a64f");
        assertThat(page.matches()).containsExactly(Market.CURRENT);
        query.clear();
        query.sendKeys("RATINGS with");
        assertThat(page.matches()).containsExactly(Market.HEAD);
        query.clear();
        query.sendKeys("+-0");
        assertThat(page.matches()).isEmpty();
        assertThat(page.element("found").getText()).isEqualTo("none");
        assertThat(page.element("scale").getText()).isEqualTo("100%");
    }

    @Test
    void linkToARevisionOpensIt() {
        String html = HtmlDrawing.draw(
                Pictures.of(node("first"), node("ä/2 %41", "first")), id -> new RevisionBody("SELECT 1", null));

        GraphPage page = GraphPage.open(driver, "link", html, "#%C3%A4%2F2%20%2541");

        page.waitForPanel("ä/2 %41");
        page.element("panel-facts").findElement(By.partialLinkText("first")).click();
        page.waitForPanel("first");
        assertThat(driver.getCurrentUrl()).endsWith("#first");
        driver.navigate().back();
        page.waitForPanel("ä/2 %41");
    }

    @Test
    void linkToAnUnknownRevisionShowsTheGraph() {
        String html = HtmlDrawing.draw(Market.picture(), Market::body);

        GraphPage page = GraphPage.open(driver, "unknown", html, "#%zz");

        assertThat(page.element("panel").isDisplayed()).isFalse();
        assertThat(page.shows(Market.HEAD)).isTrue();
        assertThat(page.consoleEntries()).isEmpty();
    }

    @Test
    void hostileTextsAreShownAsText() {
        GraphPage page = GraphPage.open(
                driver,
                "hostile",
                Pictures.of(node("<b>'\"", List.of(), List.of(), List.of("<i>&amp;"), HOSTILE)),
                id -> new RevisionBody(HOSTILE, HOSTILE));

        page.click("<b>'\"");

        assertThat(page.element("panel-message").getText()).isEqualTo(HOSTILE);
        assertThat(page.element("panel-upgrade").getText()).isEqualTo(HOSTILE);
        assertThat(page.element("panel-downgrade").getText()).isEqualTo(HOSTILE);
        assertThat(page.fact("Labels")).containsExactly("<i>&amp;");
        assertThat(driver.findElements(By.cssSelector("img, b, i, svg svg"))).isEmpty();
        assertThat(page.consoleEntries()).isEmpty();
    }

    @Test
    void edgesOutOfThePictureNameTheRevisionWithoutALink() {
        GraphPicture whole = Market.picture();
        GraphPicture range = new GraphPicture(whole.revisions().subList(0, 7));
        GraphPage page = GraphPage.open(driver, "range", range, Market::body);

        page.click(Market.MERGE);

        assertThat(page.fact("Down revisions"))
                .containsExactly("d3580bf6e1a7 (outside of this picture)", "f8416b3d5e0c (outside of this picture)");
        assertThat(driver.findElements(By.cssSelector("svg .outside"))).hasSize(2);
        page.screenshot("range");
    }

    @Test
    void emptyGraphOpensWithoutComplaint() {
        GraphPage page = GraphPage.open(driver, "empty", new GraphPicture(List.of()), id -> null);

        assertThat(driver.findElement(By.cssSelector("svg")).getText()).contains("There are no revisions.");
        assertThat(page.consoleEntries()).isEmpty();
    }

    @Test
    void aThousandRevisionsStartReadableAndAnswerClicks() {
        long start = System.nanoTime();
        GraphPage page = thousand();
        String top = page.topmost();
        assertThat(page.shows(top)).isTrue();
        page.click(top);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(page.scale()).isGreaterThanOrEqualTo(0.7);
        assertThat(page.element("panel-upgrade").getText()).isEqualTo("CREATE TABLE t_" + top + " (id bigint);");
        assertThat(driver.findElements(By.cssSelector("svg .revision"))).hasSize(1000);
        assertThat(page.overlaps()).isEmpty();
        assertThat(page.overflows()).isEmpty();
        assertThat(page.consoleEntries()).isEmpty();
        page.screenshot("thousand");
    }

    @Test
    void lightAndDarkSchemesDiffer() {
        GraphPage page = market();
        try {
            GraphPage.scheme(driver, "light");
            String light = page.paper();
            page.screenshot("market-light");
            GraphPage.scheme(driver, "dark");
            assertThat(page.paper()).isNotEqualTo(light);
            page.click(Market.CURRENT);
            page.screenshot("market-dark");
        } finally {
            GraphPage.scheme(driver, "");
        }
    }

    @Test
    void narrowWindowHasRoomForSearchGraphAndPanel() {
        Dimension wide = driver.manage().window().getSize();
        try {
            driver.manage().window().setSize(new Dimension(500, 800));
            GraphPage page = market();
            assertThat(page.shows(Market.HEAD)).isTrue();
            assertThat(page.element("query").isDisplayed()).isTrue();
            page.screenshot("narrow");
            page.click(Market.HEAD);
            page.element("close").click();
            assertThat(page.element("panel").isDisplayed()).isFalse();
        } finally {
            driver.manage().window().setSize(wide);
        }
    }

    @Test
    void dependenciesAreDashedAndMarkedWithTheirRevision() {
        List<RevisionNode> nodes = new ArrayList<>(List.of(node("r0")));
        for (int at = 1; at < 9; at++) {
            List<String> dependsOn = at == 8 ? List.of("side") : at == 7 ? List.of("r1") : List.of();
            nodes.add(node("r" + at, List.of("r" + (at - 1)), dependsOn, List.of(), "step " + at));
        }
        nodes.add(node("side", List.of("r5"), List.of(), List.of("audit"), "a branch beside"));
        GraphPage page = GraphPage.open(
                driver, "depends", Pictures.of(nodes, id -> null), id -> new RevisionBody("SELECT 1", null));

        page.click("r7");
        page.screenshot("depends");

        assertThat(driver.findElements(By.cssSelector(".edge.depends")))
                .hasSize(2)
                .allSatisfy(
                        edge -> assertThat(edge.getCssValue("stroke-dasharray")).isEqualTo("6px, 4px"));
        assertThat(driver.findElements(By.cssSelector(".edge.near"))).hasSize(3);
    }

    @Test
    void svgAloneIsAnImageToo() {
        String svg = SvgDrawing.draw(Market.picture());

        GraphPage page = GraphPage.openSvg(driver, "market", svg);

        assertThat(driver.findElements(By.cssSelector(".revision"))).hasSize(19);
        assertThat(page.consoleEntries()).isEmpty();
        page.screenshot("market-svg");
    }
}
