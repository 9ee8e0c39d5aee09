package dev.reflux.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.HeadlessBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;

@ExtendWith(HeadlessBrowser.class)
class PageBrowserIntegrationTests {

    @Test
    void shots(ChromeDriver driver) {
        GraphPicture market = Market.picture();
        GraphPage page = GraphPage.open(driver, "market", market, Market::body);
        page.screenshot("market-light");
        page.click("5b9d07e2c4f1");
        page.screenshot("market-panel");
        GraphPage.scheme(driver, "dark");
        page.screenshot("market-dark");
        GraphPage.scheme(driver, "light");
        page = GraphPage.open(driver, "thousand", Pictures.thousand(), id -> new RevisionBody("SELECT 1", null));
        page.screenshot("thousand");
        driver.executeScript("for (let i = 0; i < 11; i++) document.getElementById('zoom-out').click()");
        page.screenshot("thousand-far");
        driver.findElement(org.openqa.selenium.By.id("fit")).click();
        page.screenshot("thousand-fit");
        System.out.println(page.consoleEntries() + " " + page.requests());
        System.out.println(page.overflows());
        assertThat(page.overlaps()).isEmpty();
    }
}
