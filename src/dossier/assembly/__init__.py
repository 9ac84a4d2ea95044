"""How the stages are joined: what is fresh is left alone, and every rebuild knows its cause."""
