#include "tools/entrepot/app.hpp"

int main(int argc, char** argv) { return entrepot::tools::run_app(argc, argv); }
