package dev.continuo;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs some tests without Maven, on classes that are there already; {@code scripts/fuzz} and {@code
 * scripts/generate-docs} call it.
 *
 * <p>{@code CLASS [METHOD]}: a pattern of simple class names, and how the names of the methods
 * begin. Ends with 1 when a test failed, or when there was none.
 */
public final class SelectedTests {
  private SelectedTests() {}

  public static void main(String[] arguments) {
    var classes = "dev\\.continuo\\.(.*\\.)?" + arguments[0];
    var method = arguments.length > 1 ? arguments[1] : "";
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.continuo"))
            .filters(ClassNameFilter.includeClassNamePatterns(classes), methods(method))
            .build();
    var summaries = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summaries);
    var summary = summaries.getSummary();
    if (summary.getTestsFoundCount() == 0) {
      System.err.printf("error: tests: none found, looked for `%s`%n", arguments[0]);
    }
    summary.printFailuresTo(new PrintWriter(System.err, true));
    var sound = summary.getTestsFoundCount() > 0 && summary.getTotalFailureCount() == 0;
    System.exit(sound ? 0 : 1);
  }

  private static PostDiscoveryFilter methods(String begin) {
    return test -> FilterResult.includedIf(begins(test, begin));
  }

  private static boolean begins(TestDescriptor test, String begin) {
    return !(test.getSource().orElse(null) instanceof MethodSource method)
        || method.getMethodName().startsWith(begin);
  }
}
