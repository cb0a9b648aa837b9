package dev.manyhands.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls of the design. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.manyhands");

  private static final List<String> ADAPTERS =
      List.of("..engine.git..", "..engine.agent..", "..engine.store..");

  @Test
  void thereIsSomethingToJudge() {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().contains(".core")))
        .hasSizeGreaterThan(60);
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().contains(".engine")))
        .hasSizeGreaterThan(150);
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().contains(".app")))
        .hasSizeGreaterThan(40);
  }

  @Test
  void theCoreIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.manyhands.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.manyhands.core..",
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.manyhands.core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(CLASSES);
  }

  @Test
  void modulesDependInOneDirection() {
    noClasses()
        .that()
        .resideInAPackage("dev.manyhands.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.manyhands.app..", "dev.manyhands.testkit..")
        .check(CLASSES);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    for (String adapter : ADAPTERS) {
      for (String other : ADAPTERS) {
        if (!adapter.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage(adapter)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(other)
              .check(CLASSES);
        }
      }
    }
  }

  @Test
  void theLoopKnowsNoAdapter() {
    noClasses()
        .that()
        .resideInAnyPackage("..engine.run..", "..engine.port..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.git..", "..engine.agent..", "..engine.store..")
        .check(CLASSES);
  }

  @Test
  void driversSeeOnlyTheOrchestrator() {
    noClasses()
        .that()
        .resideInAPackage("dev.manyhands.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.git..", "..engine.store..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.manyhands.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.manyhands.engine.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.manyhands.app.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        CLASSES.stream()
            .filter(c -> c.getPackageName().startsWith("dev.manyhands"))
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
            .map(p -> p.getName())
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
