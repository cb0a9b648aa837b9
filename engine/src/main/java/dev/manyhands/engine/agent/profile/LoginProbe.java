package dev.manyhands.engine.agent.profile;

import java.util.List;

/**
 * How to see, without a model call, whether the user is logged in.
 *
 * @param variables each of which is a login by itself
 * @param arguments of the tool's program, which ends with exit code 0 when the user is logged in;
 *     empty when it cannot say
 * @param files each of which is a login when it is there; {@code ~/a}, or {@code
 *     ${VARIABLE:-~/a}/b}
 * @param settings files that may say another way to log in: when one is there, a tool that says
 *     that the user is not logged in is not believed
 */
public record LoginProbe(
    List<String> variables, List<String> arguments, List<String> files, List<String> settings) {
  public LoginProbe {
    variables = List.copyOf(variables);
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    settings = List.copyOf(settings);
  }
}
