package huikan.gateway;

import huikan.service.test.ServiceContract;

class ContractIT extends ServiceContract {}
