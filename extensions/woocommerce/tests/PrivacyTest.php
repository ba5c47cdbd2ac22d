<?php
/**
 * WordPress' own tools for privacy, with what the server keeps.
 *
 * @package Lasting
 */

final class PrivacyTest extends Lasting_Test_Case {
	/** @var Lasting_Privacy */
	private $privacy;

	protected function setUp(): void {
		parent::setUp();
		$this->privacy = new Lasting_Privacy();
	}

	private static function asked() {
		$sent = end( Lasting_Fake_Shop::$sent );
		return array( basename( $sent['url'] ), json_decode( $sent['body'], true ) );
	}

	public function test_what_the_server_keeps_of_a_person_is_in_their_file_a_line_each_and_escaped() {
		self::connect();
		Lasting_Fake_Shop::$query['users'] = array( 'mina@example.com' => 17 );
		Lasting_Fake_Shop::server_answers(
			200,
			array(
				'members' => array(
					array( 'name' => '<b>Mina</b>', 'balance' => 500, 'hash' => 'x', 'left' => null, 'consents' => array( array( 'kind' => 'mail', 'given' => true ) ) ),
				),
			)
		);
		$file = $this->privacy->export( 'mina@example.com' );
		$this->assertSame( array( 'export', array( 'email' => 'mina@example.com', 'customerId' => '17' ) ), self::asked() );
		$this->assertTrue( $file['done'] );
		$this->assertSame(
			array( 'name' => '&lt;b&gt;Mina&lt;/b&gt;', 'balance' => '500', 'consents › 1 › kind' => 'mail', 'consents › 1 › given' => 'true' ),
			array_column( $file['data'][0]['data'], 'value', 'name' )
		);
	}

	public function test_a_file_without_the_servers_part_is_not_given_out_as_a_whole_one() {
		self::connect();
		Lasting_Fake_Shop::server_is_silent();
		$this->assertTrue( is_wp_error( $this->privacy->export( 'mina@example.com' ) ) );
	}

	public function test_erasing_says_whether_anything_was_erased_and_never_that_it_was_when_the_server_is_away() {
		self::connect();
		Lasting_Fake_Shop::server_answers( 200, array( 'erased' => 1 ) );
		$this->assertTrue( $this->privacy->erase( 'mina@example.com' )['items_removed'] );
		$this->assertSame( array( 'erase', array( 'email' => 'mina@example.com', 'customerId' => null ) ), self::asked() );
		Lasting_Fake_Shop::server_answers( 200, array( 'erased' => 0 ) );
		$said = $this->privacy->erase( 'mina@example.com' );
		$this->assertSame( array( false, false, array() ), array( $said['items_removed'], $said['items_retained'], $said['messages'] ) );
		Lasting_Fake_Shop::server_is_silent();
		$said = $this->privacy->erase( 'mina@example.com' );
		$this->assertSame( array( false, true ), array( $said['items_removed'], $said['items_retained'] ) );
		$this->assertCount( 1, $said['messages'] );
	}

	public function test_a_shop_that_is_not_connected_asks_nobody() {
		$this->assertSame( array(), $this->privacy->export( 'mina@example.com' )['data'] );
		$this->assertFalse( $this->privacy->erase( 'mina@example.com' )['items_removed'] );
		$this->assertSame( array(), Lasting_Fake_Shop::$sent );
	}

	public function test_an_order_that_WooCommerce_makes_anonymous_loses_by_which_link_somebody_came() {
		$order = Lasting_Fake_Shop::order( 1, 'completed', array( 'meta' => array( '_lasting_ref' => 'MINA-7', '_lasting_redemption' => 'r' ) ) );
		$this->privacy->clean_order( $order );
		$this->assertSame( array( '', 'r' ), array( $order->get_meta( '_lasting_ref' ), $order->get_meta( '_lasting_redemption' ) ) );
	}
}
